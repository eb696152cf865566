"""Parts of a whole as every sentence and every table says them."""

from collections.abc import Sequence

from flask_babel import format_decimal, format_percent
from flask_babel import gettext as _

from backoffice.pictures.data import Datum

_SHARE = "#,##0 %"


def share_of(part: int, whole: int) -> str:
    """A share as people say it: 28 %."""
    return str(format_percent(part / whole if whole else 0, _SHARE))


def parts_of(part: int, whole: int) -> dict[str, str]:
    """What every sentence names: the part, the whole and the share."""
    shown = {"part": format_decimal(part), "whole": format_decimal(whole)}
    return {**shown, "share": share_of(part, whole)}


def first_of(data: Sequence[Datum], whole: int) -> tuple[dict[str, str], str]:
    """What the sentence about the greatest names; or the sentence that several are as great."""
    most = max(data, key=lambda one: one.number)
    told = {"label": most.label, **parts_of(most.number, whole)}
    if sum(one.number == most.number for one in data) == 1:
        return told, ""
    del told["label"]
    return {}, _("Several share the first place: %(part)s of %(whole)s each (%(share)s).", **told)
