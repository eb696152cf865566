"""The command that makes the monthly reports; run it by a timer on the first of the month."""

import sys

import click
from flask.cli import with_appcontext

from backoffice.accounts.models import SYSTEM
from backoffice.backup.start import refuse_stale
from backoffice.cli_group import KeyedGroup
from backoffice.reports.monthly import Outcome, run_monthly

reports_group = KeyedGroup("reports", help="Reports that are made without anybody at the page.")


@reports_group.command("monthly")
@with_appcontext
def monthly_command() -> None:
    """Make the monthly reports that are missing, and remove those kept for long enough."""
    refuse_stale()
    made = failed = 0
    try:
        for outcome in run_monthly(by=SYSTEM):
            click.echo(_line(outcome))
            made, failed = made + (not outcome.failure), failed + bool(outcome.failure)
    except OSError as problem:
        raise click.ClickException(f"The folder of monthly reports: {problem}") from problem
    click.echo(f"made {made}, failed {failed}")
    if failed:
        click.echo("Nothing was left behind: the next run makes what failed.", err=True)
        sys.exit(1)


def _line(outcome: Outcome) -> str:
    told = outcome.failure or f"{outcome.rows} rows"
    return f"settings {outcome.saved.ref}, {outcome.month:%Y-%m}: {told}"
