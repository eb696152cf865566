"""The commands `retention run` and `retention execute`, and the rotation that ends an act."""

import click

from backoffice.accounts.models import SYSTEM
from backoffice.audit.refusals import NotFound, Refusal
from backoffice.audit.rotation import rotate_keys
from backoffice.backup.start import refuse_stale
from backoffice.cli_group import KeyedGroup
from backoffice.retention.actions.acts import propose_act
from backoffice.retention.execution import carry_out, finish_begun, settle_done
from backoffice.retention.queries import act_by_number, progress_of
from backoffice.retention.sources import Candidate, candidates
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import the_vault
from backoffice.web.refusal_words import refusal_sentence

retention_group = KeyedGroup("retention", help="Terms of storage and destruction acts.")


@retention_group.command("run")
@click.option("--dry-run", is_flag=True, help="Only say what would be proposed.")
def run_command(dry_run: bool) -> None:
    """Finish what a kill left half done, then propose what is due; destroys nothing new."""
    if not dry_run:
        refuse_stale()
        click.echo(f"finished items of acts begun before: {finish_begun(by=SYSTEM)}")
        _tell_settled()
    found = candidates()
    for line in _counted(found):
        click.echo(line)
    click.echo(f"due: {len(found)}")
    if dry_run or not found:
        return
    act = propose_act(None, by=SYSTEM)
    click.echo(f"proposed act {act.number}: a manager has to approve it")


@retention_group.command("execute")
@click.argument("act")
@click.option("--no-rotate", is_flag=True, help="Leave the rotation of the keys to the timer.")
def execute_command(act: str, no_rotate: bool) -> None:
    """Carry out an approved act, then rotate the keys so that it is final in all copies."""
    refuse_stale()
    try:
        found = act_by_number(act)
        with click.progressbar(length=progress_of(found).left, label="items") as bar:
            carry_out(found, by=SYSTEM, progress=bar.update)
    except NotFound as lost:
        raise click.ClickException(f"There is no act {act}.") from lost
    except Refusal as refused:
        raise click.ClickException(refusal_sentence(refused)) from refused
    done = progress_of(found)
    click.echo(f"act {act}: destroyed {done.destroyed} of {done.items}, records {done.records}")
    if not no_rotate:
        rotate_and_settle()


def rotate_and_settle() -> None:
    """Rotate with a bar, then record which acts became final in all copies by it."""
    with click.progressbar(length=check_vault(the_vault()).living, label="keys") as bar:
        generation = rotate_keys(by=SYSTEM, progress=bar.update)
    click.echo(f"generation {generation}")
    _tell_settled()


def _tell_settled() -> None:
    for number in settle_done(by=SYSTEM):
        click.echo(f"act {number}: final in all copies")


def _counted(found: list[Candidate]) -> list[str]:
    """How many of each reason, kind, category and outcome; numbers and codes only."""
    keys = [(c.reason, c.kind, c.category_code, c.outcome) for c in found]
    return [f"{' '.join(key)}: {keys.count(key)}" for key in sorted(set(keys))]
