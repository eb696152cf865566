"""Made-up appeals of one year: what each is about, how far it came, and who did what when.

Nothing here touches a database; the loader turns a case into rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from backoffice.rules.vocabulary.appeals import FORM_OF_CHANNEL, AppealKind, AppealState, Channel
from backoffice.rules.vocabulary.disclosures import DisclosureState

YEAR = timedelta(days=365)
# Lists of different lengths, so that no kind, channel or state always comes with another.
_K, _C = AppealKind, Channel
KINDS = (_K.COMPLAINT, _K.APPEAL, _K.COMPLAINT, _K.REQUEST, _K.COMPLAINT, _K.APPEAL, _K.STATEMENT)
CHANNELS = (*[_C.PHONE] * 7, _C.WEBSITE, _C.CHAT_BOT, _C.MOBILE_APP, _C.EMAIL)
# The oldest three quarters are closed; the rest is answered or still in work, side by side.
CLOSED_SHARE = 0.75
YOUNGER = (
    AppealState.WITH_THIRD_PARTY,
    AppealState.IN_WORK,
    AppealState.ANSWERED,
    AppealState.NEW,
    AppealState.WITH_THIRD_PARTY,
)


@dataclass(frozen=True)
class Case:
    """One appeal: the plain facts."""

    serial: int
    registered_at: datetime
    state: AppealState
    kind: str
    channel: Channel
    is_rare: bool

    @property
    def form(self) -> str:
        """Oral, written or electronic: follows the channel."""
        return FORM_OF_CHANNEL[self.channel]

    @property
    def is_answered(self) -> bool:
        """Whether an answer was recorded."""
        return self.state in (AppealState.ANSWERED, AppealState.CLOSED)

    @property
    def disclosures(self) -> int:
        """How many times data was given; 1.5 a case on the whole."""
        if self.state is AppealState.CLOSED:
            return 2 if self.serial % 4 else 1
        return {AppealState.NEW: 0, AppealState.IN_WORK: 0}.get(self.state, 1 + self.serial % 2)

    @property
    def disclosed_at(self) -> list[datetime]:
        """When."""
        return [
            self.registered_at + timedelta(minutes=30 + 20 * n) for n in range(self.disclosures)
        ]

    @property
    def answered_at(self) -> datetime:
        """When an answer was recorded, if it was."""
        return self.registered_at + timedelta(hours=3)

    @property
    def state_at(self) -> datetime:
        """Since when the case stands where it stands."""
        since = {
            AppealState.NEW: self.registered_at,
            AppealState.IN_WORK: self.registered_at + timedelta(minutes=5),
            AppealState.WITH_THIRD_PARTY: (self.disclosed_at or [self.registered_at])[0],
            AppealState.ANSWERED: self.answered_at,
            AppealState.CLOSED: self.answered_at + timedelta(hours=1),
        }
        return since[self.state]


def cases(count: int, until: datetime) -> Iterator[Case]:
    """`count` cases of the year that ends at `until`, oldest first."""
    step = YEAR / count
    for serial in range(1, count + 1):
        is_old = serial <= count * CLOSED_SHARE
        yield Case(
            serial=serial,
            registered_at=until - YEAR + step * (serial - 1),
            state=AppealState.CLOSED if is_old else YOUNGER[serial % len(YOUNGER)],
            kind=KINDS[serial % len(KINDS)],
            channel=CHANNELS[serial % len(CHANNELS)],
            is_rare=serial == count // 2,
        )


def events_of(disclosed_at: datetime) -> list[tuple[str, datetime]]:
    """What became of one disclosure."""
    return [
        (DisclosureState.RECORDED, disclosed_at),
        (DisclosureState.SENT, disclosed_at + timedelta(minutes=2)),
        (DisclosureState.DELIVERED, disclosed_at + timedelta(minutes=9)),
    ]
