"""The command that destroys corrected values whose notices are settled; run it daily."""

from collections.abc import Iterable

import click
from flask.cli import with_appcontext

from backoffice import clock
from backoffice.accounts.models import SYSTEM
from backoffice.audit.refusals import Refusal
from backoffice.backup.start import refuse_stale
from backoffice.cli_group import KeyedGroup
from backoffice.db import db
from backoffice.keeping.queries import held_appeals
from backoffice.notices.actions import destroy_superseded
from backoffice.notices.superseded import DueValue, superseded_due
from backoffice.vault.maintenance import fold_logs
from backoffice.vault.values import the_vault

notices_group = KeyedGroup("notices", help="Notices to third parties that hold data.")
WHY = {
    "settled": "every notice about it is settled",
    "term": "its longest term has ended",
}


@notices_group.command("settle")
@click.option("--dry-run", is_flag=True, help="List what is due, change nothing.")
@with_appcontext
def settle_command(dry_run: bool) -> None:
    """Destroy each corrected value once its notices are settled, or its term has ended."""
    vault = the_vault()
    if not dry_run:
        refuse_stale()
    due = list(superseded_due(clock.today(), held=_held()))
    for one in due:
        click.echo(f"{one.value.appeal.number} {one.value.field}: {WHY[one.why]}")
    if dry_run:
        click.echo(f"due {len(due)}; dry run: nothing was changed")
        return
    click.echo(f"destroyed {_destroy(due)} of {len(due)}")
    if due:
        fold_logs(vault)


def _held() -> frozenset[int]:
    """Appeals of which nothing may be destroyed now: a hold may come while this runs."""
    return frozenset(db.session.scalars(held_appeals()))


def _destroy(due: Iterable[DueValue]) -> int:
    """One deed for each, so that a killed run is only shorter; the rule is asked again in it."""
    done = 0
    for one in due:
        try:
            destroy_superseded(one.value, by=SYSTEM, held=_held())
        except Refusal as refused:
            click.echo(f"{one.value.appeal.number} {one.value.field}: kept ({refused.code})")
        else:
            done += 1
    return done
