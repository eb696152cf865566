"""What an import does: each row by the same action as a typed appeal, then one entry of its own."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy.exc import IntegrityError

from backoffice.accounts.models import SYSTEM
from backoffice.appeals.actions import register_appeal
from backoffice.appeals.registration import NewAppeal
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import Refusal
from backoffice.intake.mapping import SKIP, SourceMapping
from backoffice.intake.queries import is_imported
from backoffice.intake.reading import Record
from backoffice.intake.rows import BadRow, ReadRow, import_key, read_row
from backoffice.rules.actions import Action
from backoffice.rules.fields import CategoryNeeds
from backoffice.rules.permissions import Actor
from backoffice.vault.values import the_vault

MOST_OF_NAME = 100  # of a file's name: the evidence of consent is no longer than it may be typed


@dataclass
class Summary:
    """What became of the rows of one run."""

    added: int = 0
    known: int = 0  # they are appeals already
    left_out: int = 0  # closed at the source, and the mapping leaves those out
    closed: int = 0  # closed at the source, registered as new
    rejected: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)

    @property
    def codes(self) -> str:
        """The run as its audit entry tells it: counts, and nothing of the rows."""
        return (
            f"added={self.added};known={self.known};left-out={self.left_out};"
            f"rejected={self.rejected.total()};dropped={self.dropped.total()}"
        )


class Import:
    """One run over one file: takes rows one at a time and counts what became of them."""

    def __init__(
        self,
        mapping: SourceMapping,
        needs: Mapping[str, CategoryNeeds],
        *,
        file_name: str,
        is_trial: bool,
    ) -> None:
        self.summary = Summary()
        self._mapping = mapping
        self._needs = needs
        self._file_name = file_name
        self.is_trial = is_trial
        self._index_key = the_vault().keyring.index_key
        self._seen: set[bytes] = set()  # keys of this run: a file may give one id to two rows

    def take(self, header: tuple[str, ...], record: Record) -> str:
        """Bring one row in. Returns the reason why it cannot come in, or nothing."""
        try:
            self._take(header, record)
        except (BadRow, Refusal) as bad:
            self.summary.rejected[bad.code] += 1
            return bad.code
        return ""

    def _take(self, header: tuple[str, ...], record: Record) -> None:
        if record.fault:
            raise BadRow(record.fault)
        cells = dict(zip(header, record.cells, strict=True))
        key = import_key(self._index_key, self._mapping, cells)
        if bytes.fromhex(key) in self._seen:
            raise BadRow("repeated")
        self._take_new(cells, record.line, key)
        self._seen.add(bytes.fromhex(key))

    def _take_new(self, cells: Mapping[str, str], line: int, key: str) -> None:
        if is_imported(key):
            self.summary.known += 1
            return
        evidence = self._evidence(cells, line)
        row = read_row(cells, self._mapping, self._needs, evidence=evidence)
        if row.is_closed and self._mapping.closed == SKIP:
            self.summary.left_out += 1
            return
        self._register(replace(row.new, import_key=key))
        self._count(row)

    def _register(self, new: NewAppeal) -> None:
        if self.is_trial:
            return
        try:
            register_appeal(None, by=SYSTEM, new=new)
        except IntegrityError:
            # Another run of the same file was quicker with this row.
            if new.import_key is None or not is_imported(new.import_key):
                raise
            raise BadRow("twice") from None

    def _count(self, row: ReadRow) -> None:
        self.summary.added += 1
        self.summary.closed += row.is_closed
        self.summary.dropped.update(map(str, row.dropped))

    def _evidence(self, cells: Mapping[str, str], line: int) -> str:
        """Where the applicant's message can be looked up at the source (policy 7)."""
        own_id = cells.get(self._mapping.id_column, "").strip()
        place = own_id or f"{self._file_name[:MOST_OF_NAME]}, {line}"
        return f"{self._mapping.source}: {place}"


@perform(Action.INTAKE_IMPORT)
def note_import(_subject: None, /, *, by: Actor, source: str, summary: Summary) -> None:
    """Write down that a file was imported: its source and counts (policy 4)."""
    current_deed().note(detail=f"source={source};{summary.codes}")
