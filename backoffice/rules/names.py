"""Names of people: kept as written, found however they are typed (policy 5.e, R-4.4).

The databases we run on fold case and order letters for ASCII only, so folding and order are
made here. Neither a search word nor a sort key of a personal value may be stored in clear:
both tell the name.
"""

import re
import unicodedata

from backoffice.rules.identifiers import Finding

LONGEST_NAME = 100

# Left: a Latin letter (or a letter of a neighbouring alphabet) that people type when their
# keyboard lacks the Kazakh one. Right: the Cyrillic letter they mean.
LOOK_ALIKES = dict(
    zip(
        "AaBCcEeHhIiKMOoPpTXxYy\u018f\u0259\u019f\u0275",
        (
            "\u0410\u0430\u0412\u0421\u0441\u0415\u0435\u041d\u04bb\u0406\u0456\u041a\u041c"
            "\u041e\u043e\u0420\u0440\u0422\u0425\u0445\u04ae\u0443\u04d8\u04d9\u04e8\u04e9"
        ),
        strict=True,
    )
)

KAZAKH_FOLD = str.maketrans("әғқңөұүһіё", "агкноуухие")

KAZAKH_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LATIN_ALPHABET = "abcdefghijklmnopqrstuvwxyz"

# A patronymic written apart («Нұрлан қызы») is one name, not two.
PATRONYMIC_ENDINGS = frozenset({"ұлы", "қызы", "улы", "кызы", "оглы"})

HYPHENS = "-\u2010\u2011"
APOSTROPHES = "'\u2019\u02bc"

_RUN_OF_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W_]+")


def normalise_name(text: str) -> str:
    """Make one spelling of a name: composed letters, single spaces, one alphabet in a word."""
    composed = unicodedata.normalize("NFC", text)
    return _one_alphabet(" ".join(composed.split()))


def check_name(text: str) -> tuple[Finding, ...]:
    """Say what is wrong or doubtful about a name as it was typed."""
    name = normalise_name(text)
    if not name:
        return (Finding("name.empty", "error"),)
    found: list[Finding] = []
    if len(name) > LONGEST_NAME:
        found.append(Finding("name.length", "error"))
    if any(character.isdigit() for character in name):
        found.append(Finding("name.digits", "error"))
    if not all(_belongs_in_a_name(character) for character in name if not character.isdigit()):
        found.append(Finding("name.letters", "error"))
    if name != " ".join(unicodedata.normalize("NFC", text).split()):
        found.append(Finding("name.look-alike", "warning"))
    if any(_mixes_alphabets(word) for word in _RUN_OF_LETTERS.findall(name)):
        found.append(Finding("name.mixed-letters", "warning"))
    return tuple(found)


def search_words(text: str) -> tuple[str, ...]:
    """Cut a text into words that match however the Kazakh letters and the case were typed."""
    wide = _one_alphabet(unicodedata.normalize("NFKC", text)).casefold()
    bare = "".join(character for character in wide if not _is_silent(character))
    return tuple(_WORD.findall(bare.translate(KAZAKH_FOLD)))


def sort_key(text: str) -> str:
    """Give a key whose plain order is the Kazakh alphabet, under any database collation."""
    lowered = " ".join(unicodedata.normalize("NFC", text).split()).lower()
    return "".join(_place(character) for character in lowered)


def _one_alphabet(text: str) -> str:
    return _RUN_OF_LETTERS.sub(lambda found: _without_look_alikes(found.group()), text)


def _without_look_alikes(word: str) -> str:
    """Turn Latin letters into Cyrillic, but only where the word can become wholly Cyrillic."""
    if not any(_is_cyrillic(letter) for letter in word):
        return word
    turned = "".join(LOOK_ALIKES.get(letter, letter) for letter in word)
    return word if _mixes_alphabets(turned) else turned


def _mixes_alphabets(word: str) -> bool:
    has_cyrillic = any(_is_cyrillic(letter) for letter in word)
    return has_cyrillic and any(_is_latin(letter) for letter in word)


def _is_cyrillic(character: str) -> bool:
    return unicodedata.name(character, "").startswith("CYRILLIC ")


def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith("LATIN ")


def _belongs_in_a_name(character: str) -> bool:
    if character == " " or character in HYPHENS or character in APOSTROPHES:
        return True
    if unicodedata.category(character) == "Mn":
        # Some foreign letters exist only as a letter and a mark.
        return True
    return character.isalpha() and (_is_cyrillic(character) or _is_latin(character))


def _is_silent(character: str) -> bool:
    """Apostrophes, stress marks and invisible characters do not part a word in two."""
    return character in APOSTROPHES or unicodedata.category(character) in {"Mn", "Cf"}


def _places() -> dict[str, str]:
    """Number every letter; two digits each, so that no collation can disagree."""
    ordered = " -0123456789" + KAZAKH_ALPHABET + LATIN_ALPHABET
    return {character: f"{place:02d}" for place, character in enumerate(ordered, start=1)}


PLACES = _places()


def _place(character: str) -> str:
    if character in PLACES:
        return PLACES[character]
    if character in HYPHENS:
        return PLACES["-"]
    if not character.isalnum():
        return ""
    base = unicodedata.normalize("NFKD", character)[0]
    return PLACES.get(base, f"99{ord(character):07d}")
