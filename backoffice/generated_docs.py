"""Documents an inspector reads, made from the tables the product runs by (architecture 7).

`flask --app wsgi docs` writes them, `--check` compares. Neither needs an installation.
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import click

from backoffice.policy_coverage import TESTS, coverage, gaps
from backoffice.rules.actions import ACTIONS, Action, Nature
from backoffice.rules.fields import (
    APPEAL_FIELDS,
    HOUSING,
    HOUSING_ORGANISATIONS,
    ORGANISATION_ALWAYS_GIVEN,
    WITHHELD_FROM_HOUSING_ORGANISATIONS,
    CategoryNeeds,
    Field,
    Need,
    need,
)
from backoffice.rules.lifecycle import LIFECYCLES, Lifecycle
from backoffice.rules.permissions import PERMISSIONS, Permission
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.rules.vocabulary.disclosures import DisclosureState
from backoffice.rules.vocabulary.export_orders import ExportState
from backoffice.rules.vocabulary.incidents import IncidentState
from backoffice.rules.vocabulary.notices import NoticeState
from backoffice.rules.vocabulary.people import ApplicantType, Role
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.rules.vocabulary.policy_versions import DraftState
from backoffice.rules.vocabulary.retention import ActState
from backoffice.third_parties.catalogues import CATALOGUES

DOCS = Path(__file__).resolve().parent.parent / "docs"
MADE = "Made by `flask --app wsgi docs` from `{source}`. Change the table, then run it again."
NATURES: Mapping[Nature, str] = {
    Nature.DEED: "changes data, leaves an entry",
    Nature.WITNESS: "reads, leaves an entry",
    Nature.OPEN: "shows no personal data, leaves no entry",
}
STATES: Mapping[str, Sequence[str]] = {
    "appeal": tuple(AppealState),
    "value": tuple(ValueState),
    "disclosure": tuple(DisclosureState),
    "act": tuple(ActState),
    "policy_draft": tuple(DraftState),
    "notice": tuple(NoticeState),
    "incident": tuple(IncidentState),
    "export": tuple(ExportState),
}
TITLES: Mapping[str, str] = {
    "appeal": "The appeal",
    "value": "One personal value of it",
    "disclosure": "One disclosure to a third party",
    "act": "One destruction act",
    "policy_draft": "A draft of the policy",
    "notice": "One notice to a third party that holds data",
    "incident": "An incident with personal data",
    "export": "An order to take a report out",
}
MARKS: Mapping[Need, str] = {Need.ALWAYS: "always", Need.WITH_REASON: "reason", Need.NEVER: ""}


def permissions_text() -> str:
    """Actions by roles, with the condition and the policy clause."""
    return _document(
        "Who may do what",
        "backoffice/rules/permissions.py, backoffice/rules/actions.py",
        "`yes`: may. `own`: may on an appeal they registered or were assigned. Empty: refused, "
        "and the attempt is written down. `system` is a command of the machine's operator. "
        "`recipient` is a third party at the page of its link: `own` is the one disclosure the "
        "link was made for.",
        _table(
            ["Action", "What it leaves", "Operation", "Clause", *map(_words, Role)],
            (
                [
                    f"`{action}`",
                    NATURES[ACTIONS[action].nature],
                    ACTIONS[action].operation,
                    ACTIONS[action].clause,
                    *(_may(PERMISSIONS[action], role) for role in Role),
                ]
                for action in Action
            ),
        ),
    )


def lifecycle_text() -> str:
    """The tables of states, each with the same as one line per state."""
    parts = [_lifecycle(name, table) for name, table in LIFECYCLES.items()]
    return _document(
        "Which state leads where",
        "backoffice/rules/lifecycle.py",
        "What is not listed is refused. An action that stands in no table does not depend on a "
        "state.",
        *parts,
    )


def minimisation_text() -> str:
    """Category by field: what a third party may be given."""
    fields = [field for field in Field if _is_ever_given(field)]
    return _document(
        "Which field may be given for which category",
        "backoffice/catalogues/categories.csv, backoffice/rules/fields.py",
        "`always`: may be given. `reason`: only with a reason that is written down. Empty: never. "
        "The server refuses what this table refuses.",
        _table(
            ["Category", "Code", *map(_words, fields)],
            (
                [name, f"`{needs.code}`", *(_given(needs, field) for field in fields)]
                for name, needs in _categories()
            ),
        ),
        "## Rules over the table",
        "\n".join(_rules()),
    )


def coverage_text() -> str:
    """Clauses by actions and tests; where there is no action, why."""
    rows = coverage()
    idle = [one.clause for one in rows if not one.actions]
    return _document(
        "Where each clause of the policy is kept",
        "backoffice/rules/clauses.py, backoffice/rules/actions.py, tests/",
        "An action names the clauses it serves in its table; a test names those it carries in its "
        "docstring. A clause that lacks either, with no reason below, fails `make check`. "
        "Points of clauses 3, 5 and 6 are numbered: 5.1 is the first point of clause 5.",
        _table(
            ["Clause", "What it says", "Actions", "Tests"],
            (
                [one.clause.code, one.clause.says, _codes(one.actions), _links(one.tests)]
                for one in rows
            ),
        ),
        "## Clauses without an action of their own",
        _table(["Clause", "Why"], ([one.code, one.no_action_because] for one in idle)),
    )


DOCUMENTS: Mapping[str, Callable[[], str]] = {
    "permissions.md": permissions_text,
    "lifecycle.md": lifecycle_text,
    "minimisation.md": minimisation_text,
    "policy-coverage.md": coverage_text,
}


@click.command("docs")
@click.option("--check", is_flag=True, help="Compare only; fail when a document is out of date.")
def docs(check: bool) -> None:
    """Write the documents that are made from the rules."""
    if TESTS.exists() and (missing := gaps()):
        raise click.ClickException(f"Gaps in docs/policy-coverage.md: {'; '.join(missing)}.")
    if not check:
        for name, text in DOCUMENTS.items():
            (DOCS / name).write_text(text(), encoding="utf-8")
        return
    stale = stale_documents(DOCS)
    if stale:
        names = ", ".join(f"docs/{name}" for name in stale)
        raise click.ClickException(f"Out of date: {names}. Run: flask --app wsgi docs")


def stale_documents(folder: Path) -> list[str]:
    """Names of documents that no longer say what the rules say, or are missing."""
    return [
        name
        for name, text in DOCUMENTS.items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text()
    ]


def _may(permission: Permission, role: Role) -> str:
    if role in permission.roles:
        return "yes"
    return "own" if role in permission.conditional else ""


def _lifecycle(name: str, table: Lifecycle) -> str:
    rows = ([_words(was), f"`{action}`", _words(to)] for (was, action), to in table.items())
    lines = "\n".join(_arrows(table, state) for state in STATES[name])
    return f"## {TITLES[name]}\n\n{_table(['From', 'Action', 'To'], rows)}\n\n```text\n{lines}\n```"


def _arrows(table: Lifecycle, state: str) -> str:
    """One state and where it leads, in words: the diagram for those who do not see one."""
    leads = [f"{_words(to)} ({action})" for (was, action), to in table.items() if was == state]
    return f"{_words(state)} -> {'; '.join(leads)}" if leads else f"{_words(state)} (the end)"


def _categories() -> list[tuple[str, CategoryNeeds]]:
    with (CATALOGUES / "categories.csv").open(encoding="utf-8", newline="") as file:
        return [(row["name_en"], _needs(row)) for row in csv.DictReader(file)]


def _needs(row: Mapping[str, str]) -> CategoryNeeds:
    return CategoryNeeds(
        row["code"],
        frozenset(map(Field, row["disclose_always"].split())),
        frozenset(map(Field, row["disclose_with_reason"].split())),
    )


def _given(needs: CategoryNeeds, field: Field) -> str:
    person, organisation = (
        MARKS[need(needs, field, applicant_type=kind, no_transfer=False)]
        for kind in (ApplicantType.PERSON_KZ, ApplicantType.ORG_KZ)
    )
    if person == organisation:
        return person
    return f"{person or 'never'}; organisations: {organisation or 'never'}"


def _is_ever_given(field: Field) -> bool:
    return any(_given(needs, field) for _name, needs in _categories())


def _rules() -> Iterable[str]:
    yield (
        f"- {_list(ORGANISATION_ALWAYS_GIVEN)}: the name and BIN of an applicant that is an "
        "organisation are always given; for other categories with a reason."
    )
    yield (
        f"- {HOUSING}: housing organisations ({_list(HOUSING_ORGANISATIONS)}) never get "
        f"{_fields(WITHHELD_FROM_HOUSING_ORGANISATIONS)} of the applicant."
    )
    yield (
        f"- An applicant who forbade the transfer: {_fields(APPEAL_FIELDS)} at most, nothing else."
    )


def _list(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes))


def _fields(fields: frozenset[Field]) -> str:
    return ", ".join(_words(field) for field in Field if field in fields)


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _links(paths: Iterable[str]) -> str:
    return "<br>".join(f"[{path.removeprefix('tests/')}](../{path})" for path in paths)


def _words(code: str) -> str:
    return str(code).replace("_", " ")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _document(title: str, source: str, lead: str, *parts: str) -> str:
    made = MADE.format(source=source.replace(", ", "` and `"))
    body = "\n\n".join(parts)
    return f"# {title}\n\n{made}\n\n{lead}\n\n{body}\n"
