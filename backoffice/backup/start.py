"""What every process does before it opens an installation: look, refuse, and finish.

The one place where a start asks whether keyring, vault and data belong together, and whether
they are of the same time.
"""

import logging
import sqlite3

import click
from flask import Flask, current_app, request
from sqlalchemy.exc import DatabaseError, OperationalError, ProgrammingError, SQLAlchemyError

from backoffice.audit.anchor import StaleInstallation, contradiction
from backoffice.audit.belonging import refuse_foreign
from backoffice.backup.journal import carry_through, journal_of, note_not_done, take_back
from backoffice.backup.presence import RestoreUnderWay, enter, wait_alone
from backoffice.backup.proving import refuse_unknown_generation
from backoffice.db import db
from backoffice.installation import resume
from backoffice.vault.values import the_vault

log = logging.getLogger(__name__)
_ALWAYS = ("static", "health.alive", "health.ready")
_STATE = "fit"  # None: not looked at yet; "" fits; else the sentence


def start(app: Flask) -> None:
    """Finish what a killed process left, and refuse to serve what is older than it was.

    Raises RestoreUnderWay; StaleInstallation or KeyringError unless a command is run, which
    may be the one that mends it.
    """
    enter(app)
    if journal_of(app) is not None:
        wait_alone(app)
        with app.app_context():
            _end_restore(app)
        enter(app)
    app.extensions[_STATE] = None
    if _is_command():
        _resume_if_whole(app)
        return
    with app.app_context():
        _look()
    resume(app)


def _resume_if_whole(app: Flask) -> None:
    """A damaged database must not stand in the way of the command that replaces it."""
    try:
        resume(app)
    except DatabaseError as problem:
        log.warning("a database is damaged: %s", type(problem.orig).__name__)


def refuse_unfit() -> None:
    """Before every request: nothing is served from an installation that does not fit.

    Only looks when the database did not answer at the start. Raises StaleInstallation.
    """
    if request.endpoint not in _ALWAYS and current_app.extensions.get(_STATE, "") is None:
        _look()


def refuse_stale() -> None:
    """Before a command that writes: what is older than it was is not worked upon.

    Raises StaleInstallation.
    """
    if why := contradiction():
        raise StaleInstallation(why)


def _is_command() -> bool:
    return click.get_current_context(silent=True) is not None


def _look() -> None:
    if current_app.extensions.get("vault") is None:
        return  # every page says that the keys are missing
    try:
        refuse_stale()
        refuse_foreign(again=True)
        refuse_unknown_generation(the_vault())
    except DatabaseError as problem:
        if _may_answer_later(problem):
            # It is looked at again before the first page.
            log.warning("the databases do not answer: run setup, or start the database server")
            return
        raise StaleInstallation(
            f"A database is damaged ({problem.orig}). Put one in place with `backup restore` "
            "(docs/operations.md)."
        ) from problem
    finally:
        db.session.remove()
    current_app.extensions[_STATE] = ""


def _may_answer_later(problem: DatabaseError) -> bool:
    """No server, or no tables yet. Bytes that are no text are damage, whatever they are called.

    The driver tells of them in the same class, but without a code of SQLite.
    """
    is_away = isinstance(problem, OperationalError | ProgrammingError)
    is_text = isinstance(problem.orig, sqlite3.Error) and not hasattr(
        problem.orig, "sqlite_errorcode"
    )
    return is_away and not is_text


def _end_restore(app: Flask) -> None:
    """A restore was killed: carry it through when it was ready, else take it back."""
    journal = journal_of(app)
    if journal is None:
        return  # another process was quicker
    try:
        if journal.ready:
            carry_through(app, journal)
            return
        take_back(app, journal)
    except SQLAlchemyError as problem:
        raise RestoreUnderWay(f"A restore waits to be ended: {type(problem).__name__}.") from None
    note_not_done(journal.name)
