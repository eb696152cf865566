"""The shape of the question to the accounting of disclosures."""

from collections.abc import Mapping
from datetime import date

from flask_babel import lazy_gettext as _l

from backoffice.exports.columns import Names
from backoffice.exports.forms.period import PeriodForm, narrowing_box
from backoffice.reports.filters import Filters
from backoffice.reports.offered import offered
from backoffice.reports.wording import NARROWINGS
from backoffice.web.forms import choices


class FilterForm(PeriodForm):
    """Which disclosures: of which days, to whom, of what, by whom, of whose appeals."""

    narrowing = Filters.narrowing
    folded = ("group", "kind", "channel", "district", "applicant_type", "wait", "given")

    third_party = narrowing_box(NARROWINGS["third_party"])
    field = narrowing_box(NARROWINGS["field"])
    category = narrowing_box(NARROWINGS["category"])
    staff = narrowing_box(NARROWINGS["staff"])
    mark = narrowing_box(NARROWINGS["mark"])
    group = narrowing_box(NARROWINGS["group"])
    kind = narrowing_box(NARROWINGS["kind"])
    channel = narrowing_box(NARROWINGS["channel"])
    district = narrowing_box(NARROWINGS["district"])
    applicant_type = narrowing_box(NARROWINGS["applicant_type"])
    wait = narrowing_box(NARROWINGS["wait"])
    given = narrowing_box(NARROWINGS["given"])

    def __init__(self, typed: Mapping[str, str], *, names: Names, today: date) -> None:
        super().__init__(typed, today=today)
        self.names = names
        for name, words in offered(names).items():
            self[name].choices = choices(dict(words), first=_l("All"))

    @property
    def filters(self) -> Filters:
        """The question. Raises ValueError when the days were not found valid."""
        return Filters(self.days, self._preset, **self.narrowed)
