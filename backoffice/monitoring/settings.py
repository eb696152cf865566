"""What the operator set about watching: looked at once, at the start."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import NamedTuple

from flask import Flask

from backoffice.config import ConfigurationError, is_production
from backoffice.monitoring.library import client
from backoffice.monitoring.lines import FORMATS

Networks = Sequence[IPv4Network | IPv6Network]
WATCHERS = "watchers"
_NUMBERS = ("DISK_FREE_MB", "CHECKPOINT_AGE_HOURS")


class Place(NamedTuple):
    """Where the numbers are served: an address of this machine alone."""

    host: str
    port: int


def settle(app: Flask) -> None:
    """Refuse what cannot be meant. Raises ConfigurationError."""
    app.config["LOG_FORMAT"] = log_format(app.config["LOG_FORMAT"], is_production(app))
    if app.config["LOG_FORMAT"] not in FORMATS:
        raise ConfigurationError("BACKOFFICE_LOG_FORMAT is one of: text, json.")
    for name in _NUMBERS:
        if not str(app.config[name]).isdecimal():
            raise ConfigurationError(f"BACKOFFICE_{name} is a whole number.")
    app.extensions[WATCHERS] = _networks(app.config["WATCHERS"])
    if app.config["METRICS"]:
        place_of(app.config["METRICS"])
        if client is None:
            raise ConfigurationError(
                "BACKOFFICE_METRICS is set and prometheus-client is not installed: install "
                "`.[metrics]`, or leave the setting empty."
            )


def log_format(chosen: str, production: bool) -> str:
    """The form of the log: as chosen, else for machines in production and for eyes elsewhere."""
    return chosen or ("json" if production else "text")


def place_of(text: str) -> Place:
    """The address of METRICS. Raises ConfigurationError for any but one of this machine."""
    host, _colon, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    try:
        if ip_address(host).is_loopback and 0 < int(port) < 65536:
            return Place(host, int(port))
    except ValueError:
        pass
    raise ConfigurationError(
        "BACKOFFICE_METRICS is an address of this machine alone with a port, like 127.0.0.1:9109."
    )


def _networks(text: str) -> Networks:
    try:
        return [ip_network(part.strip()) for part in text.split(",") if part.strip()]
    except ValueError:
        raise ConfigurationError(
            "BACKOFFICE_WATCHERS holds addresses or networks, divided by commas."
        ) from None
