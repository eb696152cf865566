"""The shape of the question to the accounting of disclosures."""

from collections.abc import Mapping
from datetime import date

from flask_babel import lazy_gettext as _l

from backoffice.exports.columns import Names
from backoffice.exports.forms.period import PeriodForm, narrowing_box
from backoffice.reports.filters import Filters
from backoffice.reports.wording import MARKS, NARROWINGS
from backoffice.rules.objections import OBJECTABLE
from backoffice.web.forms import choices
from backoffice.web.labels.fields import FIELDS

# What staff write stays with the staff: it is never given, so nobody looks for it.
_GIVEN = {field: words for field, words in FIELDS.items() if field in OBJECTABLE}


class FilterForm(PeriodForm):
    """Which disclosures: of which days, to whom, of what, by whom."""

    narrowing = Filters.narrowing

    third_party = narrowing_box(NARROWINGS["third_party"])
    field = narrowing_box(NARROWINGS["field"])
    category = narrowing_box(NARROWINGS["category"])
    staff = narrowing_box(NARROWINGS["staff"])
    mark = narrowing_box(NARROWINGS["mark"])

    def __init__(self, typed: Mapping[str, str], *, names: Names, today: date) -> None:
        super().__init__(typed, today=today)
        self.names = names
        anything = _l("All")
        by_code = {code: names.third_parties[key] for code, key in names.codes.items()}
        self.third_party.choices = choices(by_code, first=anything)
        self.field.choices = choices(_GIVEN, first=anything)
        self.category.choices = choices(dict(names.categories), first=anything)
        self.staff.choices = choices(dict(names.staff), first=anything)
        self.mark.choices = choices(MARKS, first=anything)

    @property
    def filters(self) -> Filters:
        """The question. Raises ValueError when the days were not found valid."""
        return Filters(self.days, self._preset, **self.narrowed)
