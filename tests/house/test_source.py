"""What must not stand in the source: raw SQL, unescaped text, inline script, a second clock."""

import ast
import base64
import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "backoffice").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
VENDORED = (
    ROOT / "static" / "vendor",
    ROOT / "static" / "fonts",
    ROOT / "backoffice" / "exports" / "fonts",
    ROOT / "tests" / "browser" / "vendor",
)
# The one reader of plain SQL, for speed, and what SQLite must be told about itself.
PLAIN_SQL = {"backoffice/audit/rows.py", "backoffice/db.py"}
# What goes past the engine goes past the guard that stands on it: reading in bulk, setting up a
# connection, schemas of PostgreSQL, and files that are copies.
PAST_THE_GUARD = {
    "backoffice/audit/rows.py",
    "backoffice/backup/postgres_place.py",
    "backoffice/backup/proving.py",
    "backoffice/backup/snapshot.py",
    "backoffice/backup/tables.py",
    "backoffice/db.py",
}
CLOCK = {"backoffice/clock.py"}


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def calls(path):
    """Every call in a module as it is written, without its arguments."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def imported(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def offenders(pattern, allowed=frozenset()):
    """Modules outside `allowed` that call or import something of this name."""
    shape = re.compile(pattern)
    return [
        name_of(path)
        for path in MODULES
        if name_of(path) not in allowed
        and any(shape.fullmatch(name) for name in calls(path) | imported(path))
    ]


def test_there_is_something_to_look_at():
    assert len(MODULES) > 60
    assert len(TEMPLATES) > 20


def test_plain_sql_stands_in_two_known_places():
    assert not offenders(r"(sa|sqlalchemy)(\.sql)?\.text|sqlalchemy\..*\.text")
    assert not offenders(r".*\.exec_driver_sql", PLAIN_SQL)


def test_few_known_modules_go_past_the_engine_and_its_guard():
    shape = re.compile(
        r"driver_connection|raw_connection|dbapi_connection|\.cursor\(|(sqlite3|psycopg)\.connect"
    )
    assert {
        name_of(path) for path in MODULES if shape.search(path.read_text(encoding="utf-8"))
    } == PAST_THE_GUARD


def test_nothing_goes_past_the_door_by_bulk_calls():
    assert not offenders(r".*\.bulk_\w+")


def test_no_text_is_let_through_unescaped():
    assert not offenders(r"(markupsafe\.)?Markup|(flask\.)?render_template_string|.*\.from_string")
    shape = re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\(")
    assert not [name_of(path) for path in TEMPLATES if shape.search(path.read_text("utf-8"))]


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bhx-on",
        r"<[^>]*\sstyle\s*=",
        r"\bjs:",
        r"javascript:",
        r"<[^>]*\son[a-z]+\s*=",
        r"<script(?![^>]*\bsrc=)",
        r"<style\b",
        r"hx-trigger=[\"'][^\"']*\[",
        r"https?://(?!www\.w3\.org/)",
    ],
)
def test_no_template_needs_a_weaker_content_policy(pattern):
    shape = re.compile(pattern, re.IGNORECASE)
    assert not [name_of(path) for path in TEMPLATES if shape.search(path.read_text("utf-8"))]


def test_the_clock_is_the_only_source_of_time():
    assert not offenders(r"(datetime\.)?(datetime|date)\.(now|utcnow|today)", CLOCK)


def test_no_module_hides_an_import_or_looks_another_way_when_types_are_checked():
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inner = [
            node
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        assert not inner, name_of(path)
        assert "TYPE_CHECKING" not in path.read_text(encoding="utf-8"), name_of(path)


@pytest.mark.parametrize("folder", VENDORED, ids=name_of)
def test_vendored_files_are_what_their_list_says(folder):
    listed = {}
    for line in (folder / "SHA384SUMS").read_text().splitlines():
        digest, name = line.split()
        listed[name.lstrip("*")] = digest
    assert listed
    for name, digest in listed.items():
        found = hashlib.sha384((folder / name).read_bytes()).digest()
        assert base64.b64encode(found).decode() == digest, name
    code = {
        path.name for path in folder.iterdir() if path.suffix in (".js", ".woff2", ".css", ".ttf")
    }
    assert code == {
        name for name in listed if Path(name).suffix in (".js", ".woff2", ".css", ".ttf")
    }
