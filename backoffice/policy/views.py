"""The policy for everybody: no sign-in, no cookie, no script (policy 13)."""

from datetime import date
from types import SimpleNamespace

from flask import current_app, g, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.policy.layout import paragraphs
from backoffice.policy.models import PolicyVersion
from backoffice.policy.queries import all_versions, version_by_number, version_in_force
from backoffice.rules.vocabulary import Language
from backoffice.web.gate import Gate
from backoffice.web.labels import FIELDS
from backoffice.web.language import LANGUAGE_NAMES
from backoffice.web.pages import page

policy = Gate("policy", __name__)
PUBLIC = "policy 13: published without restriction"


@policy.page("/policy", public=PUBLIC)
def current() -> Response:
    """The edition in force today, in Kazakh, the language that rules."""
    return _show(version_in_force(clock.today()), Language.KK)


@policy.page("/policy/<int:number>/<any(kk, ru, en):language>", public=PUBLIC)
def version(number: int, language: str) -> Response:
    """One edition at its permanent address."""
    return _show(version_by_number(number), language)


def _show(edition: PolicyVersion, language: str) -> Response:
    g.language = language
    in_force = version_in_force(clock.today())
    return page(
        "policy/version.html",
        title=_("Personal data policy"),
        edition=edition,
        paragraphs=paragraphs(edition.text_in(language)),
        is_translation=language != edition.original_language,
        in_force=in_force,
        editions=all_versions(),
        review_due=_year_after(clock.local(in_force.published_at).date()),
        language_links=_language_links(edition, language),
        centre=_centre(language),
        fields=FIELDS,
    )


def _language_links(edition: PolicyVersion, language: str) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            href=url_for("policy.version", number=edition.number, language=code),
            code=code,
            label=label,
            current=code == language,
        )
        for code, label in LANGUAGE_NAMES
    ]


def _centre(language: str) -> SimpleNamespace:
    """Who the operator is, from the settings of the installation (R-13.2)."""
    config = current_app.config
    return SimpleNamespace(
        name=config[f"CENTRE_NAME_{language.upper()}"],
        bin=config["CENTRE_BIN"],
        city=config["CENTRE_CITY"],
        sites=[site.strip() for site in config["SITES"].split(",") if site.strip()],
        responsible=config["RESPONSIBLE_PERSON"],
        data_location=config["DATA_LOCATION"],
    )


def _year_after(day: date) -> date:
    """The policy is reviewed once a year (policy 12)."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if is_leap_day else day.day)
