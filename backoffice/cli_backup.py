"""Commands that take, prove and restore backups; see docs/operations.md, section 7."""

import sqlite3
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.exc import SQLAlchemyError

from backoffice.audit.anchor import StaleInstallation
from backoffice.backup.faults import BackupFault
from backoffice.backup.manifest import Manifest
from backoffice.backup.restoring import restore
from backoffice.backup.shelf import Shelf
from backoffice.backup.staging import Order
from backoffice.backup.taking import Made, take_backup
from backoffice.backup.verifying import verify_shelf
from backoffice.vault.keyring import KeyringError

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
vault_option = click.option(
    "--vault", type=FOLDER, help="Folder of the vault's mirror [default: DIR/vault]."
)
directory = click.argument("directory", metavar="DIR", type=FOLDER)


class BackupGroup(AppGroup):
    """Commands that end with one sentence when something is in the way."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command. Raises ClickException for what an operator can mend."""
        try:
            return super().invoke(context)
        except (BackupFault, KeyringError, StaleInstallation) as problem:
            raise click.ClickException(str(problem)) from problem
        except (OSError, sqlite3.Error, SQLAlchemyError) as problem:
            reason = getattr(problem, "orig", None) or problem
            raise click.ClickException(f"Nothing was changed: {reason}") from problem


backup_group = BackupGroup("backup", help="Backups of data and vault.")


class Bars:
    """One progress bar after another, by what is being done."""

    def __init__(self) -> None:
        self.label = ""
        self.bar: Any = None

    def __call__(self, label: str, done: int, total: int) -> None:
        """Move on to `done` of `total`; another label begins another bar."""
        if label != self.label:
            self.close()
            self.label = label
            self.bar = click.progressbar(length=total or 1, label=label)
            self.bar.render_progress()
        self.bar.update(max(done - self.bar.pos, 0))

    def close(self) -> None:
        """End the line of the present bar."""
        if self.bar is not None:
            self.bar.render_finish()


@backup_group.command("create")
@directory
@vault_option
@click.option("--keyring", type=FOLDER, help="Also copy the keyring, to a folder kept apart.")
@click.option("--data-only", is_flag=True, help="Leave the vault's mirror as it is.")
def create_command(
    directory: Path, vault: Path | None, keyring: Path | None, data_only: bool
) -> None:
    """Copy data and vault as of one moment into DIR; prove the copies; keep two of the vault."""
    bars = Bars()
    made = take_backup(Shelf.at(directory, vault), bars, of_vault=not data_only, keyring_to=keyring)
    bars.close()
    _tell(made)


@backup_group.command("mirror")
@directory
@vault_option
@click.option("--keyring", type=FOLDER, help="Also copy the keyring, to a folder kept apart.")
def mirror_command(directory: Path, vault: Path | None, keyring: Path | None) -> None:
    """Copy the vault alone: each new value has a new key, so do this more often."""
    mirror_vault(directory, vault, keyring_to=keyring)


def mirror_vault(directory: Path, vault: Path | None = None, *, keyring_to: Path | None) -> None:
    """Refresh the mirror and say so. Raises BackupFault, KeyringError."""
    bars = Bars()
    made = take_backup(Shelf.at(directory, vault), bars, of_data=False, keyring_to=keyring_to)
    bars.close()
    _tell(made)


def _tell(made: Made) -> None:
    proof = made.proof
    click.echo(f"backup {made.name}")
    click.echo(f"audit entries {proof.seq}, living values {proof.living}, fences {proof.fences}")
    click.echo("ok")


@backup_group.command("verify")
@directory
@vault_option
@click.option("--newest", is_flag=True, help="Only the newest data copy.")
def verify_command(directory: Path, vault: Path | None, newest: bool) -> None:
    """Prove every copy in DIR, changing nothing; name the first fault."""
    for line in verify_shelf(Shelf.at(directory, vault), only_newest=newest):
        click.echo(line)
    click.echo("ok")


@backup_group.command("restore")
@directory
@vault_option
@click.option("--name", default="", help="Which data copy [default: the newest].")
@click.option("--keyring", type=FILE, help="Also restore the keyring from this file.")
@click.option("--mirror", is_flag=True, help="Take the vault from the mirror in any case.")
@click.option("--with-losses", is_flag=True, help="Even if some values will not open.")
@click.option("--without-checkpoints", is_flag=True, help="Even if no checkpoint is here.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def restore_command(
    directory: Path,
    vault: Path | None,
    name: str,
    keyring: Path | None,
    mirror: bool,
    with_losses: bool,
    without_checkpoints: bool,
    yes: bool,
) -> None:
    """Put a data copy and the newest vault in place; stop the service first."""
    bars = Bars()

    def ask(chosen: Manifest) -> None:
        click.echo(f"Data of {chosen.at}, {chosen.seq} entries ({chosen.name}).")
        click.echo("It replaces the present data. What was destroyed since stays destroyed.")
        if not yes:
            click.confirm("Restore?", abort=True)

    order = Order(name, keyring, mirror, without_checkpoints, with_losses)
    done = restore(Shelf.at(directory, vault), order, ask, bars)
    bars.close()
    click.echo(f"restored {done.manifest.name}, vault: {done.source}")
    click.echo(f"The replaced data stands in {done.aside} until you remove it.")
    click.echo("ok")
