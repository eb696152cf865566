"""Blind index: keyed tokens of identifiers and name words, so that search needs no clear text.

Tokens stand in the vault beside the keys and go with them. Kazakh and Russian spellings of
a name give the same token (R-4.4).
"""

import hashlib
import hmac
from collections.abc import Iterable
from itertools import combinations

from backoffice.rules.fields import Field
from backoffice.rules.legal_forms import LEGAL_FORM_WORDS
from backoffice.rules.names import search_words
from backoffice.rules.phones import normalise_phone

IDENTIFIER = {
    Field.PHONE: "phone",
    Field.REPRESENTATIVE_PHONE: "phone",
    Field.IIN: "number",
    Field.BIN: "number",
    Field.EMAIL: "email",
}
WORDS = frozenset({Field.NAME, Field.ORGANISATION, Field.REPRESENTATIVE_NAME})
MOST_PAIRED = 24  # the longest name a form takes has fewer telling words
MOST_SOUGHT = 8


def normal_form(kind: str, text: str) -> str:
    """An identifier as it is compared: E.164, bare digits, or lower case."""
    if kind == "phone":
        return normalise_phone(text) or "".join(c for c in text if c in "0123456789")
    if kind == "number":
        return "".join(c for c in text if c.isalnum())
    return text.strip().casefold()


def terms_of(field: str, text: str) -> list[tuple[str, str]]:
    """What a value can be found by: (kind, normalised term) pairs.

    Every word of a name is a term. Pairs are terms of their own, so that a search by two
    common words does not walk a long list; words of a legal form make no pairs.
    """
    kind = IDENTIFIER.get(Field(field))
    if kind:
        return [(kind, normal_form(kind, text))]
    if field not in WORDS:
        return []
    words = sorted(set(search_words(text)))
    pairs = [("pair", f"{a} {b}") for a, b in combinations(_telling(words)[:MOST_PAIRED], 2)]
    return [("word", word) for word in words] + pairs


def terms_sought(text: str) -> list[tuple[str, str]]:
    """The terms that all must match for a name typed into the search box.

    A legal form beside other words is not looked for: the same firm is found by LLP and JSC.
    """
    words = sorted(set(search_words(text)))
    words = (_telling(words) or words)[:MOST_SOUGHT]
    if len(words) < 2 or not _telling(words):
        return [("word", word) for word in words]
    return [("pair", f"{a} {b}") for a, b in zip(words, words[1:], strict=False)]


def _telling(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in LEGAL_FORM_WORDS]


def token(index_key: bytes, kind: str, term: str) -> int:
    """A 63-bit keyed token of one term; equal terms give equal tokens."""
    digest = hmac.digest(index_key, f"{kind}\x1f{term}".encode(), hashlib.sha256)
    return int.from_bytes(digest[:8], "big") >> 1
