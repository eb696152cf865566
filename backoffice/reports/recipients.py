"""Who a disclosure went to: by the name of today, and by that of its day when it was another."""

from functools import reduce
from operator import add
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from backoffice.disclosures.models import Disclosure
from backoffice.exports.columns import Names
from backoffice.rules.vocabulary.people import Language
from backoffice.third_parties.models import ThirdParty
from backoffice.web.language import current_language

_MARK = "\x1f"  # parts names: none of them holds it
_LANGUAGES = tuple(Language)
_THEN: list[Any] = [getattr(Disclosure, f"recipient_name_{one}") for one in _LANGUAGES]
_NOW = [getattr(ThirdParty, f"name_{one}") for one in _LANGUAGES]
_KEY = sa.cast(Disclosure.third_party_id, sa.String)
_WAS_RENAMED = sa.exists().where(
    ThirdParty.id == Disclosure.third_party_id,
    sa.or_(*(sa.and_(then != "", then != now) for then, now in zip(_THEN, _NOW, strict=True))),
)
# One text, so that the column stays a short list of codes whatever recipients were called.
RECIPIENT = sa.case(
    (_WAS_RENAMED, reduce(add, [_KEY, *(_MARK + then for then in _THEN)])), else_=_KEY
)


def recipient_of(raw: str) -> int:
    """The key of the third party itself, whatever it was called."""
    return int(raw.partition(_MARK)[0])


def say_recipient(names: Names, raw: str) -> str:
    """The name of today, and what the signed sheet calls it when that differs."""
    key, *then = raw.split(_MARK)
    name = names.third_parties.get(int(key), key)
    called = dict(zip(_LANGUAGES, then, strict=False)).get(Language(current_language()), "")
    if called in ("", name):
        return name
    return _("%(name)s (on that day: %(then)s)", name=name, then=called)
