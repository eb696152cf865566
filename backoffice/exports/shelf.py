"""Every report by its code: an order that was written down finds its report again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from backoffice import clock
from backoffice.audit.refusals import Refusal
from backoffice.exports.columns import Names
from backoffice.exports.question import Question
from backoffice.exports.report import Report
from backoffice.rules.actions import Action


@dataclass(frozen=True)
class Shelved:
    """A report, how its question is read, and the page it stands on."""

    report: Report
    question: Callable[..., Any]
    endpoint: str

    def ask(self, told: dict[str, str], names: Names) -> Question:
        """The question as it was asked. Raises Refusal when it cannot be asked any more."""
        form = self.question(MultiDict(told), names=names, today=clock.today())
        if not form.validate():
            raise Refusal("export.gone", Action.EXPORT_START)
        filters: Question = form.filters
        return filters


_SHELF: dict[str, Shelved] = {}


def put(one: Shelved) -> None:
    """Let a report be found by its code; its first page is the one that is led back to."""
    _SHELF.setdefault(one.report.code, one)


def report_by_code(code: str) -> Shelved:
    """The report of an order. Raises Refusal when this release has it no more."""
    found = found_on_shelf(code)
    if found is None:
        raise Refusal("export.gone", Action.EXPORT_START)
    return found


def found_on_shelf(code: str) -> Shelved | None:
    """The same for pages of old orders, which outlive their report."""
    return _SHELF.get(code)
