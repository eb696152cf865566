"""Counts of requests, shared between the workers of gunicorn through files of one folder.

Only routes, methods and status codes are counted by: all of them are short closed lists.
"""

import os
from pathlib import Path

from backoffice.monitoring.library import client

# The library reads it when it is first imported: gunicorn_conf.py sets it before that.
SHARED = "PROMETHEUS_MULTIPROC_DIR"
_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
_counts = SHARED in os.environ and client is not None

if _counts:
    _registry = client.CollectorRegistry()
    _requests = client.Counter(
        "senim_requests",
        "Requests answered.",
        ("method", "route", "status"),
        registry=_registry,
    )
    _seconds = client.Histogram(
        "senim_request_seconds",
        "Time until the whole answer had left.",
        ("route",),
        buckets=_BUCKETS,
        registry=_registry,
    )


def shared_folder(instance: str) -> Path:
    """Where the workers of gunicorn keep their counts."""
    return Path(os.environ.get(SHARED) or Path(instance) / "metrics")


def count_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count one request, if this process was started to count."""
    if _counts:
        _requests.labels(method, route, str(status)).inc()
        _seconds.labels(route).observe(seconds)
