"""The erasure map names every column of both databases and every file of an installation (3.5)."""

from fnmatch import fnmatch

import pytest

from backoffice.db import Base
from backoffice.rules.erasure import DATA, FILES, VAULT, cleared_by, unclassified
from backoffice.rules.vocabulary.retention import RetentionOutcome
from backoffice.vault.keystore import metadata

HINT = (
    "Add the column to its table in backoffice/rules/erasure.py: `plain` when it names no person,"
    " `sealed` when it holds sealed bytes, `cleared` with the value it gets when an appeal is"
    " destroyed or depersonalised, `stays` with the reason. Free text belongs under seal."
)


def columns(tables):
    return {name: [column.name for column in table.columns] for name, table in tables.items()}


@pytest.mark.parametrize(
    ("schema", "known"),
    [(columns(Base.metadata.tables), DATA), (columns(metadata.tables), VAULT)],
    ids=["data", "vault"],
)
def test_every_column_is_in_the_map_and_no_column_that_is_gone(schema, known):
    new, gone = unclassified(schema, known)
    assert not new, f"not in the erasure map: {', '.join(new)}. {HINT}"
    assert not gone, f"in the erasure map, but in no table: {', '.join(gone)}"


def test_no_column_is_in_the_map_twice():
    for table, row in {**DATA, **VAULT}.items():
        assert len(row.columns) == len(set(row.columns)), table


def test_whatever_stays_says_why():
    assert all(why for row in DATA.values() for why in row.stays.values())


def test_what_is_cleared_can_be_cleared():
    """The value it gets is one the column can hold."""
    for table, row in DATA.items():
        for name, value in {**row.cleared, **row.coarse}.items():
            column = Base.metadata.tables[table].columns[name]
            assert value is not None or column.nullable, f"{table}.{name}"


def test_destroying_clears_whatever_depersonalising_does_and_more():
    depersonalised = cleared_by("appeal", RetentionOutcome.DEPERSONALISE)
    destroyed = cleared_by("appeal", RetentionOutcome.DESTROY)
    assert set(depersonalised) < set(destroyed)
    assert "district_code" not in depersonalised  # the district stays for the figures (R-5f.4)


def test_every_file_of_an_installation_is_in_the_map(app, given, installation):
    given.appeal_closed()
    app.test_cli_runner().invoke(args=["audit", "checkpoint"])
    files = {
        str(path.relative_to(installation)) for path in installation.rglob("*") if path.is_file()
    }
    assert files
    lost = {name for name in files if not any(fnmatch(name, shape) for shape in FILES)}
    assert not lost, f"files the erasure map does not know: {lost}"
