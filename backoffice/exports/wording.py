"""The words every report needs: its heading with its days, and the narrowings in force."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from backoffice.exports.columns import Names
from backoffice.exports.period import Period, day_in_words, ends_in_words
from backoffice.exports.question import Question

Word = Callable[[Names, str], str]


def heading_of(title: Any) -> Callable[[Period, str], str]:
    """What says the heading of a report: its title, and of which days it speaks."""

    def heading(period: Period, language: str) -> str:
        if period.first == period.last:
            day = day_in_words(period.first, language)
            return _("%(report)s, %(day)s", report=title, day=day)
        first, last = ends_in_words(period, language)
        return _("%(report)s, %(first)s – %(last)s", report=title, first=first, last=last)

    return heading


def word_of(labels: Mapping[Any, Any]) -> Word:
    """Says a narrowing by the word of its code."""
    return lambda _names, code: str(labels[code])


def narrowings_of(
    labels: Mapping[str, Any], words: Mapping[str, Word]
) -> Callable[[Any, Names], list[tuple[str, str, str]]]:
    """What tells every narrowing in force: (name, label, value)."""

    def narrowings(filters: Question, names: Names) -> list[tuple[str, str, str]]:
        return [
            (name, str(labels[name]), words[name](names, value))
            for name, value in filters.narrowed.items()
        ]

    return narrowings
