"""Commands for the operator of the machine, one group per feature."""

import sys
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from backoffice.accounts.actions import create_staff
from backoffice.accounts.models import SYSTEM
from backoffice.accounts.passwords import first_password
from backoffice.audit.door import deed_of
from backoffice.audit.refusals import Refusal
from backoffice.audit.transaction import writers_held
from backoffice.backup.start import refuse_stale
from backoffice.cli_audit import audit_group
from backoffice.cli_backup import FOLDER, backup_group, mirror_vault
from backoffice.cli_group import KeyedGroup
from backoffice.cli_inspection import inspection_pack
from backoffice.cli_intake import import_appeals
from backoffice.cli_monitoring import metrics
from backoffice.cli_notices import notices_group
from backoffice.cli_reports import reports_group
from backoffice.cli_retention import retention_group, rotate_and_settle
from backoffice.demo import load_demo
from backoffice.generated_docs import docs
from backoffice.installation import install
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.people import STAFF_ROLES, Role
from backoffice.vault.keyring import KeyringError
from backoffice.vault.maintenance import check_vault, fold_logs, remove_orphans
from backoffice.vault.reindex import SEARCHED, count_searched, reindex_page
from backoffice.vault.values import the_vault
from backoffice.web.refusal_words import refusal_sentence

vault_group = KeyedGroup("vault", help="Keys of personal values.")
staff_group = KeyedGroup("staff", help="Accounts of the staff.")


def init_cli(app: Flask) -> None:
    """Add the commands to `flask --app wsgi`."""
    app.cli.add_command(setup)
    app.cli.add_command(audit_group)
    app.cli.add_command(vault_group)
    app.cli.add_command(backup_group)
    app.cli.add_command(staff_group)
    app.cli.add_command(import_appeals)
    app.cli.add_command(notices_group)
    app.cli.add_command(retention_group)
    app.cli.add_command(reports_group)
    app.cli.add_command(inspection_pack)
    app.cli.add_command(metrics)
    app.cli.add_command(docs)


@click.command("setup")
@click.option("--demo", is_flag=True, help="Add demonstration accounts and cases.")
@with_appcontext
def setup(demo: bool) -> None:
    """Make or upgrade this installation. Safe to run again."""
    app: Flask = current_app
    if demo and app.config["ENV"] == "production":
        raise click.ClickException("Demonstration accounts are refused in production.")
    try:
        install(app, demo=demo)
    except KeyringError as problem:
        raise click.ClickException(str(problem)) from problem
    if demo:
        for line in load_demo():
            click.echo(line)


@staff_group.command("add")
@click.argument("username")
@click.argument("name")
@click.option("--role", type=click.Choice([*STAFF_ROLES]), default=Role.ADMINISTRATOR)
def add_staff(username: str, name: str, role: str) -> None:
    """Make an account, such as the first administrator's, and print its first password."""
    refuse_stale()
    password = first_password()
    try:
        create_staff(
            None, by=SYSTEM, username=username, display_name=name, role=role, password=password
        )
    except Refusal as refused:
        raise click.ClickException(str(refusal_sentence(refused))) from refused
    click.echo(f"{username} {password}   {role}; to be changed at the first sign-in")


@vault_group.command("check")
@click.option("--repair", is_flag=True, help="Remove keys of values that were never stored.")
def check_command(repair: bool) -> None:
    """Prove one usable key per living value and none for a destroyed one."""
    if repair:
        refuse_stale()  # keys of values an older database does not know are no orphans
    report = check_vault(the_vault())
    click.echo(f"living values {report.living}, destroyed {report.destroyed}")
    click.echo(f"without a key {report.without_key}, unusable {report.unusable}")
    click.echo(f"destroyed but with a key or token {report.surviving}")
    click.echo(f"orphan keys {report.orphans}")
    if repair and report.orphans:
        with writers_held():
            click.echo(f"removed {remove_orphans(the_vault())}")
    click.echo("ok" if report.is_ok else "NOT OK")
    if not report.is_ok:
        sys.exit(1)


@vault_group.command("fold")
def fold_command() -> None:
    """Empty the write-ahead logs, when a destruction could not (policy 3.5)."""
    if not fold_logs(the_vault()):
        raise click.ClickException("Somebody is still reading: try again in a minute.")
    click.echo("ok")


@vault_group.command("reindex")
def reindex_command() -> None:
    """Make the search tokens of every name and number anew, after a release that asks for it."""
    refuse_stale()
    vault, last, changed, unusable = the_vault(), 0, 0, 0
    with deed_of(Action.VAULT_REINDEX, None, SYSTEM) as deed:
        deed.note(fields=sorted(SEARCHED))
    with click.progressbar(length=count_searched(), label="values") as bar:
        while True:
            with writers_held():
                done = reindex_page(vault, last)
            if not done.seen:
                break
            last, changed, unusable = done.last, changed + done.changed, unusable + done.unusable
            bar.update(done.seen)
    click.echo(f"values with other tokens than before {changed}")
    if unusable:
        raise click.ClickException(f"{unusable} values do not open: run `vault check`.")


@vault_group.command("rotate")
@click.option("--mirror", metavar="DIR", type=FOLDER, help="Then copy the vault to DIR/vault.")
@click.option("--keyring", type=FOLDER, help="Then also copy the keyring, to a folder kept apart.")
def rotate_command(mirror: Path | None, keyring: Path | None) -> None:
    """Re-wrap every key under a new generation and forget the old one (policy 3.5)."""
    refuse_stale()
    rotate_and_settle()
    if mirror:
        mirror_vault(mirror, keyring_to=keyring)
