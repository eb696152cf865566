"""The policy for everybody: no sign-in, no cookie, no script (policy 13)."""

from types import SimpleNamespace
from typing import Any

from flask import current_app, g, url_for
from flask.sansio.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.policy.differences import count_of, differences
from backoffice.policy.layout import paragraphs
from backoffice.policy.legal import LegalTexts, legal_texts
from backoffice.policy.models import PolicyVersion
from backoffice.policy.queries import (
    all_versions,
    next_review,
    version_before,
    version_by_number,
    version_in_force,
)
from backoffice.rules.vocabulary.people import Language
from backoffice.web.gate import Gate
from backoffice.web.labels.fields import FIELDS
from backoffice.web.language import LANGUAGE_NAMES
from backoffice.web.pages import page

policy = Gate("policy", __name__)
PUBLIC = "policy 13: published without restriction"


@policy.record_once
def read_legal_texts(state: BlueprintSetupState) -> None:
    """A file of legal texts that cannot be read stops the start. Raises ConfigurationError."""
    legal_texts(state.app.config["LEGAL_TEXTS"])


@policy.page("/policy", public=PUBLIC)
def current() -> Response:
    """The edition in force today, in Kazakh, the language that rules."""
    return _show(version_in_force(clock.today()), Language.KK)


@policy.page("/policy/<int:number>/<any(kk, ru, en):language>", public=PUBLIC)
def version(number: int, language: str) -> Response:
    """One edition at its permanent address."""
    return _show(version_by_number(number), language)


@policy.page("/policy/<int:number>/<any(kk, ru, en):language>/changes", public=PUBLIC)
def changes(number: int, language: str) -> Response:
    """What an edition says otherwise than the one before it (R-12.3, R-13.1)."""
    g.language = language
    edition, before = version_by_number(number), version_before(number)
    found = differences(before.text_in(language), edition.text_in(language))
    return page(
        "policy/changes.html",
        title=_("What changed in version %(number)s", number=number),
        edition=edition,
        before=before,
        changes=found,
        count_of=count_of,
        language_links=_language_links("policy.changes", language, number=number),
        centre=_centre(language),
    )


@policy.page("/policy/rights/<any(kk, ru, en):language>", public=PUBLIC)
def rights(language: str) -> Response:
    """What a person may ask about the data held of them, and how (policy 2; R-2.4)."""
    g.language = language
    return page(
        "policy/rights.html",
        title=_("Rights of the data subject"),
        texts=_texts(language),
        language_links=_language_links("policy.rights", language),
        centre=_centre(language),
    )


def _show(edition: PolicyVersion, language: str) -> Response:
    g.language = language
    return page(
        "policy/version.html",
        title=_("Personal data policy"),
        edition=edition,
        paragraphs=paragraphs(edition.text_in(language)),
        is_translation=language != edition.original_language,
        in_force=version_in_force(clock.today()),
        today=clock.today(),
        editions=all_versions(),
        review=next_review(),
        language_links=_language_links("policy.version", language, number=edition.number),
        centre=_centre(language),
        texts=_texts(language),
        fields=FIELDS,
    )


def _language_links(endpoint: str, language: str, **place: Any) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            href=url_for(endpoint, language=code, **place),
            code=code,
            label=label,
            current=code == language,
        )
        for code, label in LANGUAGE_NAMES
    ]


def _texts(language: str) -> LegalTexts:
    return legal_texts(current_app.config["LEGAL_TEXTS"])[language]


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
