"""A fault nobody foresaw that ends a command: one line like any other, without words (R-3.5)."""

import logging
import sys
from types import TracebackType

from flask import Flask

from backoffice.config import is_production

log = logging.getLogger(__name__)


def init_faults(app: Flask) -> None:
    """Where data is real, or machines read the log, Python prints no traceback.

    A traceback ends with the message of the exception, and that may quote what it stumbled over.
    """
    if is_production(app) or app.config["LOG_FORMAT"] == "json":
        sys.excepthook = _one_line


def _one_line(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, Exception):
        log.critical("a fault ended this command", exc_info=(kind, fault, trace))
    else:
        sys.__excepthook__(kind, fault, trace)  # Ctrl+C
