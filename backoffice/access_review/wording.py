"""Rules and flags in the reader's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext as _

from backoffice.access_review.links import entries_of, look_at
from backoffice.access_review.queries import Flag
from backoffice.accounts.queries import names_of
from backoffice.rules.access_review import COUNTS, RuleRow
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.access_review import Per, RuleCode
from backoffice.web.gate import actor, may
from backoffice.web.labels.access_review import (
    FINDING_REASONS,
    FINDINGS,
    READING_RULES,
    RULE_SENTENCES,
)
from backoffice.web.language import show_clock, show_date, show_moment


@dataclass(frozen=True)
class FlagLine:
    """One flag as the page shows it."""

    flag: Flag
    rule: str
    who: str
    when: str
    counted: str
    entries_href: str
    said: str
    reason: str
    by: str
    look_href: str


def rule_in_words(code: RuleCode, row: RuleRow) -> str:
    """What a rule asks, as one sentence."""
    hours = {"opens": f"{row.opens:02d}:00", "closes": f"{row.closes:02d}:00"}
    return str(RULE_SENTENCES[code, row.per]) % {"most": row.most, **hours}


def flag_lines(flags: Sequence[Flag]) -> list[FlagLine]:
    """Flags in words; names of people are one question."""
    looked = {flag.review.by_id for flag in flags if flag.review}
    names = names_of({flag.staff_id for flag in flags} | looked)
    looks = may(Action.READING_FLAG_REVIEW)
    return [_line(flag, names, looks=looks) for flag in flags]


def _line(flag: Flag, names: dict[int, str], *, looks: bool) -> FlagLine:
    review = flag.review
    by = f"{names.get(review.by_id, '')}, {show_moment(review.at)}" if review else ""
    return FlagLine(
        flag=flag,
        rule=str(READING_RULES[flag.code]),
        who=names.get(flag.staff_id, str(flag.staff_id)),
        when=when_of(flag),
        counted=counted_of(flag),
        entries_href=entries_of(flag),
        said=str(FINDINGS[review.outcome]) if review else "",
        reason=str(FINDING_REASONS[review.reason]) if review else "",
        by=by,
        look_href=look_at(flag) if looks and flag.staff_id != actor().id else "",
    )


def when_of(flag: Flag) -> str:
    """The hour or the day of a flag."""
    if flag.per is Per.DAY:
        return show_date(flag.begins)
    return f"{show_moment(flag.begins)}–{show_clock(flag.begins + timedelta(hours=1))}"


def counted_of(flag: Flag) -> str:
    """How much was counted, and the bound it passed."""
    told = {"count": flag.counted, "most": flag.most}
    if COUNTS[flag.code].each_case_once:
        return _("%(count)s cases, at most %(most)s expected", **told)
    return _("%(count)s times, at most %(most)s expected", **told)
