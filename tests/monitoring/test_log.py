"""One line of the log per request, and no value anybody sent or stored in it (R-3.5)."""

import io
import json
import logging
import subprocess
import sys
from contextvars import Context
from pathlib import Path

import pytest
import sqlalchemy as sa

from backoffice.audit.guard import migrating
from backoffice.db import db
from backoffice.monitoring.lines import JsonLines, TextLines

ROOT = Path(__file__).parents[2]
NEEDLE = "Нұрлан-Needle"
NUMBER = 870403300123
HOSTILE = f"{NEEDLE}\r\n\x1b[2J{{%s}} %(x)s\u2028"


@pytest.fixture(params=[JsonLines, TextLines])
def form(request):
    return request.param


@pytest.fixture
def log(form, monkeypatch):
    """All that is written, by ourselves and by every library, in one of the two forms."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(form())
    root = logging.getLogger()
    root.addHandler(handler)
    monkeypatch.setattr(root, "level", logging.INFO)
    yield stream
    root.removeHandler(handler)


def lines(log):
    text = log.getvalue()
    assert text.isascii()
    assert not set(text) & set("\r\x1b\x7f")
    assert NEEDLE not in text
    assert json.dumps(NEEDLE)[1:-1] not in text
    assert str(NUMBER) not in text
    return text.split("\n")[:-1]


def ask(app, path, method="GET", **more):
    return Context().run(app.test_client().open, path, method=method, buffered=True, **more)


@pytest.mark.parametrize(
    ("path", "more"),
    [
        (f"/appeals/{NEEDLE}", {}),
        (f"/r/{NEEDLE}", {}),
        ("/board", {"query_string": {"q": HOSTILE, HOSTILE: "1"}}),
        ("/sign-in", {"method": "POST", "data": {"username": HOSTILE, HOSTILE: HOSTILE}}),
        (
            "/sign-in",
            {"headers": {"User-Agent": NEEDLE.encode().decode("latin-1"), "Via": "Needle"}},
        ),
        ("/", {"method": "NEEDLE\x1b"}),
        ("/", {"base_url": "http://needle.example"}),
        (f"/static/{NEEDLE}.css", {}),
        ("/%00", {"query_string": HOSTILE}),
        ("/healthz", {"environ_base": {"REMOTE_ADDR": HOSTILE}}),
    ],
)
def test_whatever_is_sent_adds_one_line_that_quotes_none_of_it(app, log, path, more):
    ask(app, path, **more)
    assert len(lines(log)) == 1
    assert "needle" not in log.getvalue().lower()


@pytest.mark.parametrize("form", [JsonLines])
def test_a_line_tells_route_status_and_who(app, log, given, browser_of, cast):
    number = given.appeal_in_work().number
    browser = browser_of("operator")
    log.seek(0)
    log.truncate()
    browser.open(f"/appeals/{number}")
    (line,) = lines(log)
    assert number not in line
    told = json.loads(line)
    assert told["time"].endswith("Z")
    assert told["ms"] > 0
    assert len(told["request_id"]) == 16
    assert {name: told[name] for name in ("level", "event", "method", "route", "status")} == {
        "level": "INFO",
        "event": "request",
        "method": "GET",
        "route": "/appeals/<number>",
        "status": 200,
    }
    assert (told["actor"], told["role"]) == (cast("operator").id, "operator")


@pytest.mark.parametrize("form", [JsonLines])
def test_a_fault_is_told_by_class_and_place_on_the_same_line(app, log):
    app.view_functions["health.alive"] = fail
    answer = ask(app, "/healthz")
    assert answer.status_code == 500
    (line,) = lines(log)
    told = json.loads(line)
    assert (told["level"], told["status"], told["fault"]) == ("ERROR", 500, "ValueError")
    assert told["where"].split(":")[1].isdecimal()
    assert told["request_id"] in answer.get_data(as_text=True)


def fail():
    raise ValueError(HOSTILE)


def test_a_driver_that_quotes_a_value_is_not_quoted(app, log):
    def collide():
        with migrating(), db.engine.begin() as connection:
            connection.execute(sa.text("INSERT INTO category (code) VALUES (:v)"), {"v": HOSTILE})

    app.view_functions["health.alive"] = collide
    assert ask(app, "/healthz").status_code == 500
    (line,) = lines(log)
    assert "IntegrityError" in line


def test_a_fault_after_the_answer_was_made_is_on_the_same_line_too(app, log):
    """Flask itself would write the path and the whole trace."""
    app.config["PROPAGATE_EXCEPTIONS"] = False  # as it is outside of tests
    faults = iter([fail])
    late = app.after_request_funcs.setdefault(None, [])
    late.insert(0, lambda answer: next(faults, lambda: answer)())
    assert ask(app, f"/appeals/{NEEDLE}").status_code == 500
    (line,) = lines(log)
    assert "ValueError" in line


@pytest.mark.parametrize(
    ("message", "given"),
    [
        ("Invalid request from ip=%s: %s", (NEEDLE, HOSTILE)),
        (f"Invalid request: {HOSTILE}", ()),
        ("%(name)s is wrong", ({"name": HOSTILE},)),
        ("found %d", (NUMBER,)),
        ("found %.2f and %r", (3.5, HOSTILE)),
        (ValueError(HOSTILE), ()),
    ],
)
def test_of_a_library_only_the_pattern_is_told(log, message, given):
    try:
        fail()
    except ValueError:
        logging.getLogger("gunicorn.errors").error(message, *given, exc_info=True)
    (line,) = lines(log)
    assert "ValueError" in line


@pytest.mark.parametrize("given", [(HOSTILE,), (), ({},), (1, 2, HOSTILE)])
def test_a_message_that_does_not_fit_its_values_is_a_line_too(form, given):
    record = logging.LogRecord("library", logging.INFO, "/a.py", 1, "%s, %s", given, None)
    assert NEEDLE not in form().format(record)


def test_small_numbers_of_a_library_stand(log):
    logging.getLogger("gunicorn.errors").info("Worker (pid:%s) exited with code %s", 4711, 3)
    (line,) = lines(log)
    assert "Worker (pid:4711) exited with code 3" in line


def test_our_own_message_with_a_hostile_word_stays_one_line(log):
    logging.getLogger("backoffice.sign").warning("act %s", "\r\n\x1b[2J\u2028 level=ERROR")
    assert len(log.getvalue().splitlines()) == 1
    assert log.getvalue().isascii()


ENDING = """
from tests.conftest import app_at
app_at({folder!r}, LOG_FORMAT={form!r})
raise {fault}
"""


def ended_by(fault, form, folder):
    """What a process prints that a fault ends, and how it ends."""
    code = ENDING.format(folder=str(folder), form=form, fault=fault)
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return ended.stderr, ended.returncode


def test_a_fault_that_ends_a_command_is_one_line_and_quotes_nothing(installation):
    said, code = ended_by(f"ValueError({HOSTILE!r})", "json", installation)
    [line] = said.splitlines()
    told = json.loads(line)
    assert (told["level"], told["event"]) == ("CRITICAL", "a fault ended this command")
    assert (told["fault"], told["where"]) == ("ValueError", "__main__:4")
    assert NEEDLE not in said
    assert code == 1


def test_a_developer_keeps_the_traceback_and_an_interrupt_stays_one(installation):
    said, _code = ended_by("ValueError(1)", "text", installation)
    assert said.endswith("ValueError: 1\n")
    said, _code = ended_by("KeyboardInterrupt", "json", installation)
    assert said.endswith("KeyboardInterrupt\n")
