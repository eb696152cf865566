"""The numbers for Prometheus: those of the tables, and the requests the workers counted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Thread
from typing import Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from backoffice.db import db
from backoffice.monitoring import gauges
from backoffice.monitoring.counting import shared_folder
from backoffice.monitoring.library import client, families, multiprocess
from backoffice.monitoring.settings import Place
from backoffice.vault.keyring import KeyringError


@dataclass(frozen=True)
class Row:
    """One family of numbers; a name that ends with `_total` only grows."""

    name: str
    meaning: str
    labels: tuple[str, ...]
    samples: Callable[[], gauges.Samples]


def rows() -> tuple[Row, ...]:
    """All families that come from the tables, in the order of the manual."""
    return (
        Row(
            "senim_audit_entries_total",
            "Entries of the audit log.",
            ("action", "outcome"),
            gauges.Entries().samples,
        ),
        Row("senim_appeals_open", "Appeals not answered yet.", ("state",), gauges.open_appeals),
        Row("senim_appeals_overdue", "Of these, past their deadline.", (), gauges.overdue_appeals),
        Row("senim_notices_waiting", "Notices not answered yet.", (), gauges.waiting_notices),
        Row(
            "senim_checkpoint_age_seconds",
            "Time since the log was last signed.",
            (),
            gauges.age_of_checkpoint,
        ),
        Row("senim_vault_fences", "Values destroyed.", ("state",), gauges.fences),
        Row("senim_disk_free_bytes", "Free room.", ("place",), gauges.free_room),
        Row("senim_check_ok", "Checks of /readyz.", ("check",), gauges.readiness),
    )


class Numbers:
    """Reads the tables when it is asked; a family that cannot be read is left out and named."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.rows = rows()

    def collect(self) -> Iterator[Any]:
        """One family after the other."""
        unread = families.GaugeMetricFamily(
            "senim_unread", "Families that could not be read now.", labels=("family",)
        )
        with self.app.app_context():
            for row in self.rows:
                family = self._read(row)
                unread.add_metric((row.name,), float(family is None))
                if family is not None:
                    yield family
        yield unread

    def _read(self, row: Row) -> Any:
        is_count = row.name.endswith("_total")
        kind = families.CounterMetricFamily if is_count else families.GaugeMetricFamily
        family = kind(row.name, row.meaning, labels=row.labels)
        try:
            for labels, value in row.samples():
                family.add_metric(labels, value)
        except (SQLAlchemyError, KeyringError, OSError):
            return None
        finally:
            db.session.rollback()
        return family


def serve(app: Flask, place: Place) -> tuple[Any, Thread]:
    """Listen on this machine alone. Raises OSError when the port is taken."""
    folder = shared_folder(app.instance_path)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    registry = client.CollectorRegistry()
    registry.register(Numbers(app))
    multiprocess.MultiProcessCollector(registry, path=str(folder))
    started: tuple[Any, Thread] = client.start_http_server(place.port, place.host, registry)
    return started
