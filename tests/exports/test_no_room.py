"""A full disk is told as one, whoever runs into it and however a library wraps it."""

import errno
import sqlite3

import pytest
import sqlalchemy as sa
from psycopg.errors import DiskFull
from sqlalchemy.exc import OperationalError
from xlsxwriter.exceptions import FileCreateError

from backoffice.exports.sending import is_no_room


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_of_the_system(number):
    fault = OSError(number, "")
    assert is_no_room(fault)
    assert is_no_room(FileCreateError(fault))


def test_a_real_one():
    with (
        open("/dev/full", "wb", buffering=0) as full,
        pytest.raises(OSError, match="No space") as found,
    ):
        full.write(b"x")
    assert is_no_room(found.value)


def test_of_sqlite():
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1")
        with pytest.raises(OperationalError, match="disk is full") as found:
            connection.exec_driver_sql("CREATE TABLE t (x)")
        assert is_no_room(found.value)
        with pytest.raises(OperationalError) as found:
            connection.exec_driver_sql("SELECT * FROM nothing")
        assert not is_no_room(found.value)
    engine.dispose()


def test_of_postgresql():
    assert is_no_room(OperationalError("INSERT", {}, DiskFull("could not extend file")))


@pytest.mark.parametrize("fault", [OSError(errno.EPIPE, ""), sqlite3.OperationalError("locked")])
def test_nothing_else_is_one(fault):
    assert not is_no_room(fault)
