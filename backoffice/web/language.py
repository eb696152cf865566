"""Which of the three languages a reader gets, and names held in three languages."""

from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask, g, has_request_context, session
from flask_babel import Babel, get_locale
from flask_login import current_user

from backoffice import clock
from backoffice.rules.vocabulary.people import Language

LANGUAGE_NAMES = (("kk", "ҚАЗ"), ("ru", "РУС"), ("en", "ENG"))
TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"
DATE = "%d.%m.%Y"
MOMENT = "%d.%m.%Y %H:%M"

babel = Babel()


def init_language(app: Flask) -> None:
    """Choose the language per request; dates are written by explicit patterns (trust 9)."""
    babel.init_app(app, locale_selector=_choose, default_translation_directories=str(TRANSLATIONS))
    app.jinja_env.filters.update(
        date=show_date, moment=show_moment, clock=show_clock, named=name_of
    )


def _choose() -> str:
    if not has_request_context():
        return Language.KK
    forced = g.get("language")
    if forced:
        return str(forced)
    person = current_user if current_user and current_user.is_authenticated else None
    chosen = person.language if person else session.get("language")
    return chosen if chosen in set(Language) else Language.KK


def current_language() -> str:
    """Code of the language of this answer."""
    locale = get_locale()
    return locale.language if locale else Language.KK


def name_of(thing: Any, language: str = "") -> str:
    """The name of a catalogue row (`name_kk`, `name_ru`, `name_en`) in the reader's language."""
    return str(getattr(thing, f"name_{language or current_language()}"))


def show_date(moment: Any) -> str:
    """A day as people here write it: 23.11.2026."""
    if moment is None:
        return ""
    return (clock.local(moment) if isinstance(moment, datetime) else moment).strftime(DATE)


def show_clock(moment: datetime) -> str:
    """The time of a day in Astana: 09:14."""
    return clock.local(moment).strftime("%H:%M")


def show_moment(moment: datetime | None) -> str:
    """A moment in Astana: 23.11.2026 09:14."""
    return clock.local(moment).strftime(MOMENT) if moment else ""
