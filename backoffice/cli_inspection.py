"""The command that makes the pack for an inspection, for whoever has no browser at hand."""

import os
import shutil
from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_babel import force_locale

from backoffice.accounts.models import SYSTEM
from backoffice.audit.anchor import StaleInstallation
from backoffice.backup.start import refuse_stale
from backoffice.inspection.pack import pack_name, packed
from backoffice.rules.vocabulary.people import Language
from backoffice.rules.vocabulary.reports import ExportReason
from backoffice.vault.keyring import KeyringError

REASONS = [one.value for one in ExportReason]
LANGUAGES = [one.value for one in Language]
PLACE = click.Path(path_type=Path, exists=True, file_okay=False, writable=True)


@click.command("inspection-pack")
@click.argument("folder", metavar="DIR", type=PLACE)
@click.option("--reason", type=click.Choice(REASONS), default=ExportReason.INSPECTION.value)
@click.option("--language", type=click.Choice(LANGUAGES), default=Language.KK.value)
@with_appcontext
def inspection_pack(folder: Path, reason: str, language: str) -> None:
    """Make one zip of all an inspection asks for, into DIR."""
    target = folder / pack_name()
    draft = target.with_suffix(".part")
    try:
        refuse_stale()
        with force_locale(language), packed(by=SYSTEM, reason=reason, language=language) as path:
            _copy(path, draft)
        draft.rename(target)
    except (OSError, KeyringError, StaleInstallation) as problem:
        draft.unlink(missing_ok=True)
        raise click.ClickException(str(problem)) from problem
    click.echo(str(target))


def _copy(path: Path, draft: Path) -> None:
    """Only this account of the machine can read it."""
    opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "wb") as copy, path.open("rb") as file:
        shutil.copyfileobj(file, copy)
