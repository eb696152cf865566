"""The columns of the register of appeals: no personal data, the number stands for the person."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from backoffice.appeals.models import Appeal
from backoffice.exports.columns import Column, Kind, Names, say_from, say_moment
from backoffice.registers.appeals.terms import answered_at, hours_taken, standing, why_broken
from backoffice.web.labels.appeals import APPEAL_STATES, CHANNELS, KINDS, URGENCIES
from backoffice.web.labels.registers import TERMS_KEPT, WHY_BROKEN


def hours_in_words(hours: int) -> str:
    """Whole hours as days and hours."""
    days, rest = divmod(hours, 24)
    return _("%(days)s d %(hours)s h", days=days, hours=rest)


def _say_hours(_names: Names, hours: int | None) -> str:
    """Nothing while there is no answer."""
    return "" if hours is None else hours_in_words(hours)


COLUMNS: tuple[Column, ...] = (
    Column("appeal", _l("Appeal"), Appeal.number, Kind.TEXT, 19),
    Column("at", _l("Registered"), Appeal.registered_at, Kind.MOMENT, 17, say_moment),
    Column("kind", _l("Kind"), Appeal.kind, Kind.CODE, 14, say_from(KINDS)),
    Column("channel", _l("Channel"), Appeal.channel, Kind.CODE, 22, say_from(CHANNELS)),
    Column(
        "category",
        _l("Category"),
        Appeal.category_code,
        Kind.CODE,
        26,
        lambda names, code: names.categories.get(code, code),
    ),
    Column(
        "district",
        _l("District"),
        Appeal.district_code,
        Kind.CODE,
        16,
        lambda names, code: names.districts.get(code, code) if code else "",
    ),
    Column(
        "urgency",
        _l("Urgency"),
        Appeal.urgency,
        Kind.CODE,
        24,
        say_from(URGENCIES),
        on_page=False,
    ),
    Column("state", _l("State"), Appeal.state, Kind.CODE, 16, say_from(APPEAL_STATES)),
    Column(
        "third_party",
        _l("Recipient"),
        Appeal.third_party_id,
        Kind.CODE,
        44,
        lambda names, key: names.third_parties.get(key, str(key)) if key else "",
        on_page=False,
    ),
    Column(
        "assignee",
        _l("Who handles it"),
        Appeal.assignee_id,
        Kind.CODE,
        24,
        lambda names, key: names.staff.get(key, str(key)) if key else "",
        on_page=False,
    ),
    Column("due", _l("Answer due"), Appeal.due_at, Kind.MOMENT, 17, say_moment),
    Column("answered", _l("Answered"), answered_at, Kind.MOMENT, 17, say_moment),
    Column("took", _l("Time to the answer"), hours_taken, Kind.CODE, 14, _say_hours),
    Column("term", _l("Term"), standing, Kind.CODE, 24, say_from(TERMS_KEPT)),
    Column("why", _l("Why broken"), why_broken, Kind.CODE, 36, say_from(WHY_BROKEN)),
)
