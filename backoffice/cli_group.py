"""The group of commands that need the keys of an installation that is whole."""

from typing import Any

import click
from flask.cli import AppGroup

from backoffice.audit.anchor import StaleInstallation
from backoffice.vault.keyring import KeyringError


class KeyedGroup(AppGroup):
    """Commands that need the keys; without them they end with one sentence."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command. Raises ClickException when the keyring is missing or foreign."""
        try:
            return super().invoke(context)
        except (KeyringError, StaleInstallation) as problem:
            raise click.ClickException(str(problem)) from problem
