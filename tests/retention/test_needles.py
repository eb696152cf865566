"""After an act nothing that was said or typed is left in any file of the installation (R-3.5).

Needles are planted in every field of a case, in what is plain beside it and in what was typed.
"""

import json
import logging

import pytest
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

from backoffice import clock
from backoffice.appeals.queries import values_of
from backoffice.db import db
from backoffice.retention.actions.acts import approve_act, propose_act
from backoffice.retention.actions.rules import change_retention
from backoffice.retention.execution import carry_out
from backoffice.rules.retention import RetentionRow
from backoffice.rules.vocabulary.retention import RetentionKind, RetentionOutcome
from backoffice.vault.values import the_vault
from tests.backup.looking import readable_at
from tests.conftest import close
from tests.intake.test_import_appeals import MAPPING
from tests.retention.conftest import days_from_now
from tests.retention.planting import PLAIN, Sower


def import_refused(app, folder, rows):
    """Rows that cannot come in go to the file the operator named, and nowhere else."""
    told, file, rejects = (folder / name for name in ("map.toml", "old.csv", "rejects.csv"))
    told.write_text(MAPPING, encoding="utf-8")
    file.write_text(rows, encoding="utf-8")
    assert command(app, "import-appeals", file, "--mapping", told, "--rejects", rejects) == 0
    assert len(rejects.read_text(encoding="utf-8-sig").splitlines()) == 1 + 3


def command(app, *words):
    """Run a command as the operator of the machine, with nobody else at work."""
    close(app)
    return app.test_cli_runner().invoke(args=[str(word) for word in words]).exit_code


@pytest.fixture(autouse=True)
def log(installation):
    """All the application and its libraries can tell goes to a file of the installation."""
    handler = logging.FileHandler(installation / "senim.log", encoding="utf-8")
    talkers = [logging.getLogger(name) for name in (None, "sqlalchemy.engine")]
    levels = [talker.level for talker in talkers]
    logging.getLogger().addHandler(handler)
    for talker in talkers:
        talker.setLevel(logging.INFO)
    yield
    logging.getLogger().removeHandler(handler)
    handler.close()
    for talker, level in zip(talkers, levels, strict=True):
        talker.setLevel(level)


@pytest.fixture
def sower(given, cast):
    return Sower(given, cast)


@pytest.fixture
def typed(sower, app, tmp_path, browser_of):
    """What was typed about the same person and never kept."""
    import_refused(app, tmp_path, sower.refused_rows())
    sower.type(browser_of)


@pytest.fixture
def planted(typed, sower, cast):
    """A case with needles wherever one can be: given on, put right, blocked, deleted, closed."""
    with days_from_now(-800):
        appeal = sower.register()
        sower.give(appeal)
        sower.change(appeal)
        sower.ask(appeal)
        sower.end(appeal)
    key = (RetentionKind.FORWARDED, "")
    row = RetentionRow(24, RetentionOutcome.DEPERSONALISE, "№ 263")
    officer = cast("privacy_officer")
    change_retention(None, by=officer, key=key, row=row, valid_from=clock.today())
    return appeal


def found_in(folder, needles):
    """Needles in any file, in the forms text takes in files."""
    hits = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            hits += [
                (path.name, needle)
                for needle in needles
                if any(form in data for form in forms_of(needle))
            ]
    return hits


def forms_of(needle):
    escaped = json.dumps(needle)[1:-1].encode()
    return (needle.encode(), needle.encode("utf-16-le"), needle.encode("utf-16-be"), escaped)


def carried_out(cast):
    act = propose_act(None, by=cast("privacy_officer"))
    approve_act(act, by=cast("manager"))
    carry_out(act, by=cast("manager"))
    db.session.rollback()
    return act


def test_no_needle_is_found_in_any_file_after_the_act(planted, sower, cast, installation):
    assert len(set(sower.sown)) >= 60
    assert {needle for _name, needle in found_in(installation, sower.sown)} == set(PLAIN)
    carried_out(cast)
    assert planted.emptied_at is not None
    assert planted.representative is None
    assert (installation / "senim.log").stat().st_size > 0
    assert found_in(installation, sower.sown) == []


def test_a_backup_of_before_opens_none_of_them_and_brings_none_back(
    planted, sower, cast, app, installation, tmp_path
):
    shelf, number = tmp_path / "backup", planted.number
    assert command(app, "backup", "create", shelf) == 0
    assert {needle for _name, needle in found_in(shelf, sower.sown)} <= set(PLAIN)
    carried_out(cast)
    assert command(app, "backup", "restore", shelf, "--yes") == 0
    assert readable_at(installation, number) == set()
    assert {needle for _name, needle in found_in(installation, sower.sown)} <= set(PLAIN)


def test_no_page_and_no_export_shows_a_needle(planted, sower, cast, browser_of):
    act = carried_out(cast)
    browser = browser_of("privacy_officer")
    pages = [f"/appeals/{planted.number}", "/audit", f"/retention/acts/{act.number}"]
    shown = [browser.open(path).get_text(" ") for path in pages]
    browser.open("/reports/disclosures?period=all")
    browser.submit("/reports/disclosures/export", reason="inspection", format="csv")
    shown.append(browser.answer.get_data(as_text=True))
    assert [needle for needle in sower.sown if any(needle in text for text in shown)] == []
    browser.open("/board")
    browser.submit("/search", follow=True, term=sower.sown[5])
    assert planted.number not in browser.text


def test_an_older_copy_of_the_data_does_not_open_with_the_vault_of_now(planted, cast):
    values = values_of(planted.id)
    sealed = {value.id: value.sealed for value in values}  # as an older backup holds them
    assert all(sealed.values())
    carried_out(cast)
    assert the_vault().store.wrapped_keys(list(sealed)) == {}


def test_after_rotation_an_older_vault_opens_nothing_either(planted, cast, app):
    vault = the_vault()
    wrapped = vault.store.wrapped_keys([value.id for value in values_of(planted.id)])
    assert wrapped
    carried_out(cast)
    assert app.test_cli_runner().invoke(args=["vault", "rotate"]).exit_code == 0
    for _generation, key in wrapped.values():
        for kek in the_vault().keyring.generations.values():
            with pytest.raises(InvalidUnwrap):
                aes_key_unwrap(kek, key)
