"""Probes for a supervisor or a load balancer: is it alive, and could it serve?"""

from dataclasses import asdict
from typing import Any

from flask import jsonify, request
from werkzeug.wrappers import Response

from backoffice.monitoring.asking import look_in_time, sees_details
from backoffice.web.gate import Gate

health = Gate("health", __name__)


@health.page("/healthz", public="tells nothing but that it runs")
def alive() -> Response:
    """Answer, and touch neither a session nor a database."""
    return Response("ok", mimetype="text/plain")


@health.page("/readyz", public="tells whether it could serve, and codes to those who watch over it")
def ready() -> Response:
    """200 when a page could be served, else 503; no session, nothing written, no paths."""
    checks = look_in_time()
    is_ready = all(check.ok for check in checks)
    told: dict[str, Any] = {"ready": is_ready}
    if sees_details(request.remote_addr):
        told["checks"] = [asdict(check) for check in checks]
    answer = jsonify(told)
    answer.status_code = 200 if is_ready else 503
    return answer
