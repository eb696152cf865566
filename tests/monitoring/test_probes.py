"""Who is told what by the probes, and that they cost and touch nothing."""

import json
from contextvars import Context

import pytest

from backoffice.config import ConfigurationError
from tests.conftest import app_at

OUTSIDE = "203.0.113.7"


@pytest.fixture
def ask(app):
    def get(path, address="127.0.0.1", **more):
        more = {"environ_base": {"REMOTE_ADDR": address}, **more}
        return Context().run(app.test_client().get, path, **more)

    return get


def test_a_stranger_hears_one_word(ask):
    answer = ask("/readyz", OUTSIDE)
    assert answer.status_code == 200
    assert answer.json == {"ready": True}


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_this_machine_hears_every_check(ask, address):
    assert {"schema", "keyring", "vault", "disk-data", "disk-vault", "checkpoint"} < {
        check["name"] for check in ask("/readyz", address).json["checks"]
    }


@pytest.mark.parametrize("address", ["", "localhost", "::ffff:203.0.113.7", "198.51.100.7", "x"])
def test_nobody_else_does(ask, address):
    assert "checks" not in ask("/readyz", address).json


def test_those_who_watch_over_it_are_a_setting(installation):
    app = app_at(installation, WATCHERS="203.0.113.0/28, 2001:db8::9")
    for address, told in ((OUTSIDE, True), ("2001:db8::9", True), ("203.0.113.99", False)):
        base = {"REMOTE_ADDR": address}
        answer = Context().run(app.test_client().get, "/readyz", environ_base=base)
        assert ("checks" in answer.json) is told


def test_behind_a_proxy_the_address_it_names_counts(installation):
    app = app_at(installation, PROXY_HOPS=1)
    base, header = {"REMOTE_ADDR": "127.0.0.1"}, {"X-Forwarded-For": OUTSIDE}
    client = app.test_client()
    answer = Context().run(client.get, "/readyz", environ_base=base, headers=header)
    assert "checks" not in answer.json


def test_no_path_and_no_name_of_this_machine_is_told(ask, app, installation, given):
    given.appeal()
    app.config["DISK_FREE_MB"] = 10**9
    text = json.dumps(ask("/readyz").json)
    assert str(installation) not in text
    assert "/" not in text
    assert "keyring.json" not in text


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_opens_no_session_and_is_kept_by_nobody(ask, path):
    cookie = {"Cookie": "senim=" + "x" * 43}
    answer = ask(path, headers=cookie)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WATCHERS", "10.0.0.0/8, the proxy"),
        ("DISK_FREE_MB", "much"),
        ("CHECKPOINT_AGE_HOURS", "-1"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_setting_that_cannot_be_meant_stops_the_start(installation, name, value):
    with pytest.raises(ConfigurationError, match=f"BACKOFFICE_{name}"):
        app_at(installation, **{name: value})
