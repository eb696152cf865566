"""Which kinds of file a report is taken out as (policy 9)."""

from enum import StrEnum


class Format(StrEnum):
    """A kind of file; Excel is the usual one, the rest has a use of its own."""

    XLSX = "xlsx"
    CSV = "csv"  # fields parted by a semicolon: what Excel expects in Kazakh and Russian
    CSV_COMMA = "csv_comma"  # fields parted by a comma, as RFC 4180 has it
    PDF = "pdf"  # for the meeting: to be printed and signed

    @property
    def suffix(self) -> str:
        """How the name of such a file ends."""
        return "csv" if self is Format.CSV_COMMA else str(self)

    @property
    def media_type(self) -> str:
        """How it is announced to a browser."""
        return _MEDIA_TYPES[self.suffix]


_MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}
