"""The command that imports appeals of another system from a CSV file."""

import io
from collections.abc import Iterator
from pathlib import Path

import click
from flask.cli import with_appcontext

from backoffice.accounts.models import SYSTEM
from backoffice.audit.anchor import StaleInstallation
from backoffice.backup.start import refuse_stale
from backoffice.intake.actions import Import, Summary, note_import
from backoffice.intake.mapping import MappingError, SourceMapping, read_mapping
from backoffice.intake.reading import CsvSource, UnreadableFile
from backoffice.intake.rejects import Rejects
from backoffice.third_parties.queries import categories, districts
from backoffice.vault.keyring import KeyringError

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import-appeals")
@click.argument("file", type=FILE)
@click.option("--mapping", "mapping_file", type=FILE, required=True, help="TOML, see the guide.")
@click.option("--dry-run", is_flag=True, help="Read and check everything, change nothing.")
@click.option(
    "--rejects",
    "rejects_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where rows go that cannot come in [default: NAME.rejects.csv in this folder].",
)
@with_appcontext
def import_appeals(
    file: Path, mapping_file: Path, dry_run: bool, rejects_file: Path | None
) -> None:
    """Import appeals of another system from a CSV FILE; a second run adds nothing."""
    rejects_path = rejects_file or Path(f"{file.stem}.rejects.csv")
    if rejects_path.resolve() == file.resolve():
        raise click.ClickException("The rejects file must not be the file that is imported.")
    needs = {category.code: category.needs for category in categories()}
    known_districts = {district.code for district in districts()}
    try:
        refuse_stale()
        mapping = read_mapping(mapping_file, categories=needs.keys(), districts=known_districts)
        run = Import(mapping, needs, file_name=file.name, is_trial=dry_run)
        rejects = _run(run, file, mapping, None if dry_run else rejects_path)
    except (KeyringError, MappingError, StaleInstallation, UnreadableFile) as problem:
        raise click.ClickException(str(problem)) from problem
    for line in [*_counts(run.summary), *_rejected(rejects, run.summary)]:
        click.echo(line)
    if dry_run:
        click.echo("dry run: nothing was changed")


def _run(run: Import, file: Path, mapping: SourceMapping, rejects_path: Path | None) -> Rejects:
    """Take every row; whatever stops the run, what came in before it is written down."""
    with file.open("rb", buffering=0) as raw, _text(raw, mapping) as text:
        source = CsvSource(text, delimiter=mapping.delimiter, needed=mapping.columns)
        rejects = Rejects(
            rejects_path, source.header, delimiter=mapping.delimiter, encoding=mapping.encoding
        )
        try:
            with rejects, click.progressbar(length=file.stat().st_size, label="import") as bar:
                for record in source.records():
                    code = run.take(source.header, record)
                    if code:
                        rejects.add(record, code)
                    bar.update(raw.tell() - bar.pos)
        finally:
            if not run.is_trial:
                note_import(None, by=SYSTEM, source=mapping.source, summary=run.summary)
    return rejects


def _text(raw: io.FileIO, mapping: SourceMapping) -> io.TextIOWrapper:
    """Bytes that are no letters in this encoding stay recognisable, so that their row is named."""
    return io.TextIOWrapper(
        io.BufferedReader(raw), encoding=mapping.encoding, errors="surrogateescape", newline=""
    )


def _counts(summary: Summary) -> Iterator[str]:
    yield f"added {summary.added}, there already {summary.known}"
    if summary.closed:
        yield f"closed at the source, registered as new {summary.closed}"
    if summary.left_out:
        yield f"closed at the source, left out {summary.left_out}"
    for name, count in sorted(summary.dropped.items()):
        yield f"field left out, the category does not ask for it: {name} {count}"
    yield f"rejected {summary.rejected.total()}"
    for code, count in sorted(summary.rejected.items()):
        yield f"  {code} {count}"


def _rejected(rejects: Rejects, summary: Summary) -> Iterator[str]:
    for line, code in rejects.first:
        yield f"  line {line}: {code}"
    if summary.rejected.total() > len(rejects.first):
        yield "  and so on"
    if rejects.is_written:
        yield f"The rejected rows stand in {rejects.path}, readable by you alone."
        yield "The file holds personal data: mend the rows, import it, then delete it."
