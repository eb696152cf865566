"""The command that serves the numbers for Prometheus, as a service of its own."""

from typing import Any, cast

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from backoffice.monitoring.serving import serve
from backoffice.monitoring.settings import place_of


@click.command("metrics")
@with_appcontext
def metrics() -> None:
    """Serve the numbers of this installation at the address of BACKOFFICE_METRICS."""
    app: Flask = cast(Any, current_app)._get_current_object()
    if not app.config["METRICS"]:
        raise click.ClickException("BACKOFFICE_METRICS is empty: no numbers are served.")
    place = place_of(app.config["METRICS"])
    try:
        _server, thread = serve(app, place)
    except OSError as problem:
        raise click.ClickException(f"BACKOFFICE_METRICS: {problem.strerror}.") from None
    click.echo(f"Numbers are served on {app.config['METRICS']}.")
    thread.join()
