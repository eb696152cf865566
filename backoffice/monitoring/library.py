"""The optional library: `client`, `families` and `multiprocess`, or None when not installed."""

from typing import Any

client: Any
families: Any
multiprocess: Any
try:
    import prometheus_client as client
    from prometheus_client import metrics_core as families
    from prometheus_client import multiprocess
except ImportError:
    client = families = multiprocess = None
