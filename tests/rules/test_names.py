"""A name is kept as written and found however it is typed (policy 5.e, R-4.4)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.rules.names import (
    KAZAKH_ALPHABET,
    check_name,
    normalise_name,
    search_words,
    sort_key,
)

LETTERS = KAZAKH_ALPHABET + KAZAKH_ALPHABET.upper()
FOLDED = dict(zip("әғқңөұүһіё", "агкноуухие", strict=True))


def codes(text: str) -> list[str]:
    return [found.code for found in check_name(text)]


def typed_without_kazakh_letters(text: str) -> str:
    return "".join(FOLDED.get(letter, letter) for letter in text.lower())


def test_a_name_is_found_by_letters_of_a_russian_keyboard() -> None:
    assert search_words("Қайрат Әбдіұлы") == search_words("кайрат абдиулы")
    assert search_words("Қайрат Әбдіұлы") == ("кайрат", "абдиулы")


@given(st.text(alphabet=LETTERS + " -", max_size=60))
def test_any_name_is_found_by_letters_of_a_russian_keyboard(name: str) -> None:
    assert search_words(name) == search_words(typed_without_kazakh_letters(name))


@given(st.text(max_size=60))
def test_search_words_of_search_words_are_the_same(text: str) -> None:
    words = search_words(text)
    assert search_words(" ".join(words)) == words


@given(st.text(max_size=60))
def test_a_name_made_one_spelling_stays_that_spelling(text: str) -> None:
    assert normalise_name(normalise_name(text)) == normalise_name(text)


def test_punctuation_parts_words_and_is_dropped() -> None:
    assert search_words("«Нұр-Жол», 12/1; Ёлки!") == ("нур", "жол", "12", "1", "елки")


def test_apostrophes_and_stress_marks_do_not_part_a_word() -> None:
    assert search_words("O\u2019Brien O'Brien за\u0301мок") == ("obrien", "obrien", "замок")


def test_latin_words_are_not_transliterated() -> None:
    assert search_words("Kairat") == ("kairat",)


def test_a_text_without_letters_has_no_search_words() -> None:
    assert search_words(" — … ") == ()


def test_spaces_are_trimmed_and_letters_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "Майя")
    assert normalise_name(f"  {decomposed}\u00a0  Сериковна ") == "Майя Сериковна"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Қaйрaт", "Қайрат"),
        ("Әбдiұлы", "Әбдіұлы"),
        ("Жahан", "Жаһан"),
        ("Нұрболоv", "Нұрболоv"),
        ("\u0259лия", "әлия"),
        ("Smith", "Smith"),
        ("Anna-Мария", "Anna-Мария"),
    ],
)
def test_latin_look_alikes_become_cyrillic_only_inside_a_cyrillic_word(
    typed: str, kept: str
) -> None:
    assert normalise_name(typed) == kept


def test_a_turned_letter_is_hinted_at() -> None:
    assert check_name("Әбдiұлы")[0].severity == "warning"
    assert codes("Әбдiұлы") == ["name.look-alike"]


@pytest.mark.parametrize(
    "name",
    ["Сәтбаева Әлия Нұрланқызы", "О'Нил", "d\u2019Arc", "Müller-Lüdenscheidt", "Жақып ұлы"],
)
def test_a_sound_name_has_no_finding(name: str) -> None:
    assert check_name(name) == ()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("   ", ["name.empty"]),
        ("а" * 101, ["name.length"]),
        ("Асан2", ["name.digits"]),
        ("Асан\u0662", ["name.digits"]),
        ("Асан <b>", ["name.letters"]),
        ("王芳", ["name.letters"]),
        ("Нұрболоv", ["name.mixed-letters"]),
    ],
)
def test_an_unsound_name_is_told_why(name: str, found: list[str]) -> None:
    assert codes(name) == found


def test_a_name_of_a_hundred_letters_is_accepted() -> None:
    assert codes("а" * 100) == []


def test_names_are_ordered_by_the_kazakh_alphabet() -> None:
    ordered = sorted(reversed(KAZAKH_ALPHABET), key=sort_key)
    assert "".join(ordered) == KAZAKH_ALPHABET


def test_order_ignores_case_and_puts_the_shorter_name_first() -> None:
    names = ["Әлия", "али", "Алия", "Али Б", "Smith", "Яна", "2-ші", "Ғани", "Гүл"]
    expected = ["2-ші", "али", "Али Б", "Алия", "Әлия", "Гүл", "Ғани", "Яна", "Smith"]
    assert sorted(names, key=sort_key) == expected


def test_a_sort_key_is_digits_only_so_that_no_collation_can_disagree() -> None:
    key = sort_key("Сәтбаева-Önal Ә. 王")
    assert key.isascii()
    assert key.isdigit()
    assert sort_key("Önal") == sort_key("Onal")
