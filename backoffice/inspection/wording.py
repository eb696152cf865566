"""The words of the inventory: its lines as rows, its differences as sentences."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from backoffice.inspection.inventory import Item
from backoffice.rules.vocabulary.inspection import Process
from backoffice.web.labels.fields import FIELDS
from backoffice.web.labels.inspection import COLUMNS, DATA_CLASSES, PROCESS_PURPOSES, PROCESSES
from backoffice.web.labels.people import ROLES
from backoffice.web.labels.retention import RETENTION_KINDS, RETENTION_OUTCOMES


@dataclass(frozen=True)
class ProcessRows:
    """One process with the kinds of data in it."""

    label: str
    purpose: str
    data_class: str
    roles: str
    rows: Sequence[Sequence[str]]

    @property
    def is_given(self) -> bool:
        """Whether any of it goes to third parties."""
        return any(always or with_reason for _name, always, with_reason in self.rows)


def processes_of(items: Iterable[Item]) -> list[ProcessRows]:
    """The inventory by process, in words."""
    by_process: dict[Process, list[Item]] = {}
    for item in items:
        by_process.setdefault(item.process, []).append(item)
    return [_process(process, found) for process, found in by_process.items()]


def terms_in_words(items: Iterable[Item]) -> list[str]:
    """How long data is kept: each rule once, then what is kept without a term."""
    rules = dict.fromkeys(term for item in items for term in item.terms)
    return [_term(rule) for rule in rules]


def inventory_lines(items: Iterable[Item]) -> Iterator[tuple[str, ...]]:
    """The inventory as lines of a table."""
    yield (
        _("Process"),
        _("Data"),
        _("Class"),
        _("Purpose"),
        _("Who sees it"),
        _("Given in these categories"),
        _("Given with a reason in these"),
        _("Term of storage"),
    )
    for item in items:
        yield (
            str(PROCESSES[item.process]),
            name_of_item(item.name),
            str(DATA_CLASSES[item.data_class]),
            str(PROCESS_PURPOSES[item.process]),
            _roles(item),
            " ".join(item.always),
            " ".join(item.with_reason),
            "; ".join(_term(rule) for rule in item.terms) or kept_for_account(),
        )


def kept_for_account() -> str:
    """What is kept although no term runs: who did what is always answered for."""
    return _("as long as deeds are answered for")


def keys_in_words(keys: Iterable[str]) -> str:
    """Lines of the inventory named by process and data."""
    told = (key.split("|") for key in keys)
    return "; ".join(f"{_of(PROCESSES, process)}: {name_of_item(name)}" for process, name in told)


def name_of_item(name: str) -> str:
    """A field or a column in the reader's language."""
    return _of({**FIELDS, **COLUMNS}, name)


def _process(process: Process, items: Sequence[Item]) -> ProcessRows:
    first = items[0]
    return ProcessRows(
        label=str(PROCESSES[process]),
        purpose=str(PROCESS_PURPOSES[process]),
        data_class=str(DATA_CLASSES[first.data_class]),
        roles=_roles(first),
        rows=[(name_of_item(i.name), " ".join(i.always), " ".join(i.with_reason)) for i in items],
    )


def _roles(item: Item) -> str:
    return ", ".join(str(ROLES[role]) for role in item.roles)


def _term(rule: str) -> str:
    kind, category, months, outcome = rule.split(":")
    length = ngettext("%(num)s month", "%(num)s months", int(months))
    parts = (_of(RETENTION_KINDS, kind), category, length, _of(RETENTION_OUTCOMES, outcome))
    return ", ".join(part for part in parts if part)


def _of(words: Mapping[str, object], code: str) -> str:
    return str(words.get(code, code))
