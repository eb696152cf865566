"""Blind index: keyed tokens of identifiers and name words, so that search needs no clear text.

Tokens stand in the vault beside the keys and go with them. Kazakh and Russian spellings of
a name give the same token (R-4.4).
"""

import hashlib
import hmac
from itertools import combinations

from backoffice.rules.fields import Field
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
MOST_WORDS = 6


def normal_form(kind: str, text: str) -> str:
    """An identifier as it is compared: E.164, bare digits, or lower case."""
    if kind == "phone":
        return normalise_phone(text) or "".join(c for c in text if c in "0123456789")
    if kind == "number":
        return "".join(c for c in text if c.isalnum())
    return text.strip().casefold()


def terms_of(field: str, text: str) -> list[tuple[str, str]]:
    """What a value can be found by: (kind, normalised term) pairs.

    Pairs of name words are terms of their own, so that a search by two common words does
    not walk a long list.
    """
    kind = IDENTIFIER.get(Field(field))
    if kind:
        return [(kind, normal_form(kind, text))]
    if field not in WORDS:
        return []
    words = sorted(set(search_words(text)))[:MOST_WORDS]
    pairs = [("pair", f"{a} {b}") for a, b in combinations(words, 2)]
    return [("word", word) for word in words] + pairs


def terms_sought(text: str) -> list[tuple[str, str]]:
    """The terms that all must match for a name typed into the search box."""
    words = sorted(set(search_words(text)))[:MOST_WORDS]
    if len(words) < 2:
        return [("word", word) for word in words]
    return [("pair", f"{a} {b}") for a, b in zip(words, words[1:], strict=False)]


def token(index_key: bytes, kind: str, term: str) -> int:
    """A 63-bit keyed token of one term; equal terms give equal tokens."""
    digest = hmac.digest(index_key, f"{kind}\x1f{term}".encode(), hashlib.sha256)
    return int.from_bytes(digest[:8], "big") >> 1
