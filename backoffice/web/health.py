"""Whether the application answers: for a supervisor or a load balancer."""

from werkzeug.wrappers import Response

from backoffice.web.gate import Gate

health = Gate("health", __name__)


@health.page("/healthz", public="tells nothing but that it runs")
def alive() -> Response:
    """Answer, and touch neither a session nor a database."""
    return Response("ok", mimetype="text/plain")
