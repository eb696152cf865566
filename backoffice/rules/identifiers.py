"""What can be said about an IIN or a BIN by looking at its twelve digits (policy 5.e, 6).

Since the government decree of 26.08.2013 No. 853 the digits of an IIN are not tied to the
person's birth, so everything about dates is a warning. A finding asks for confirmation and
never stops an appeal; age and sex are never read from the number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Severity = Literal["error", "warning"]

FIRST_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)

BIN_KINDS = frozenset("456")
BIN_BRANCHES = frozenset("0123")
CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
CENTURY_MARKS = frozenset("0123456")

_SPACES_AND_HYPHENS = re.compile(r"[\s\-\u2010\u2011]")
# `\d` and str.isdigit() would let full-width and Arabic digits through.
_DIGITS = re.compile(r"[0-9]*")


@dataclass(frozen=True)
class Finding:
    """One remark about what was typed, for the clerk to put right or to confirm."""

    code: str
    severity: Severity


def clean_number(text: str) -> str:
    """Take out the spaces and hyphens people write numbers with, and nothing else."""
    return _SPACES_AND_HYPHENS.sub("", text)


def check_digit(eleven: str) -> int | None:
    """Compute the twelfth digit; None means that such a number is never issued."""
    for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS):
        rest = sum(int(digit) * weight for digit, weight in zip(eleven, weights, strict=True)) % 11
        if rest < 10:
            return rest
    return None


def check_iin(
    text: str, born: date | None = None, *, today: date | None = None
) -> tuple[Finding, ...]:
    """Look at an individual's number (R-4.1); without `today` no date counts as future."""
    number = clean_number(text)
    broken = _broken("iin", number)
    if broken:
        return (broken,)
    return tuple(Finding(code, "warning") for code in _doubts_about_iin(number, born, today))


def check_bin(text: str) -> tuple[Finding, ...]:
    """Look at an organisation's number: month and fifth digit are hard, the sixth soft (R-4.2)."""
    number = clean_number(text)
    broken = _broken("bin", number)
    if broken:
        return (broken,)
    return tuple(_remarks_about_bin(number))


def _broken(prefix: str, number: str) -> Finding | None:
    """Find the one reason why a number of either kind cannot be real."""
    if not _DIGITS.fullmatch(number):
        return Finding(f"{prefix}.digits", "error")
    if len(number) != 12:
        return Finding(f"{prefix}.length", "error")
    if number == "0" * 12:
        return Finding(f"{prefix}.zeros", "error")
    if check_digit(number[:11]) != int(number[11]):
        return Finding(f"{prefix}.check-digit", "error")
    return None


def _doubts_about_iin(number: str, born: date | None, today: date | None) -> Iterator[str]:
    if number[4] in BIN_KINDS:
        # A day of birth never begins with 4, 5 or 6: one remark explains all the others.
        yield "iin.looks-like-bin"
        return
    if number[6] not in CENTURY_MARKS:
        yield "iin.century"
    days = _possible_days(number)
    if not days:
        yield "iin.date"
        return
    if today is not None and min(days) > today:
        yield "iin.future"
    if born is not None and born not in days:
        yield "iin.born"


def _possible_days(number: str) -> tuple[date, ...]:
    """List the days the first six digits can mean; several when the century is not told."""
    century = CENTURIES.get(number[6])
    centuries = (1800, 1900, 2000) if century is None else (century,)
    year, month, day = int(number[:2]), int(number[2:4]), int(number[4:6])
    return tuple(found for start in centuries if (found := _day_or_none(start + year, month, day)))


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _remarks_about_bin(number: str) -> Iterator[Finding]:
    if not 1 <= int(number[2:4]) <= 12:
        yield Finding("bin.month", "error")
    if number[4] not in BIN_KINDS:
        yield Finding("bin.kind", "error")
    if number[5] not in BIN_BRANCHES:
        yield Finding("bin.branch", "warning")
