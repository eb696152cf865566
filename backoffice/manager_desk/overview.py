"""Everything the page shows, asked once for each part."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from backoffice import clock
from backoffice.exports.columns import Names
from backoffice.exports.question import Question
from backoffice.manager_desk.drawn import Picture
from backoffice.manager_desk.given import of_what, tiles_of, to_whom
from backoffice.manager_desk.months import last_months
from backoffice.manager_desk.now import by_category, by_state, tiles_now
from backoffice.manager_desk.queries import (
    standing_now,
    time_to_answer,
    time_to_disclose,
)
from backoffice.manager_desk.second_looks import second_looks
from backoffice.manager_desk.tiles import Tile
from backoffice.manager_desk.times import by_month, until_answered, until_disclosed
from backoffice.manager_desk.waiting import Waiting, waiting_now
from backoffice.notices.chasing import chase_on
from backoffice.third_parties.queries import working_calendar


@dataclass(frozen=True)
class Overview:
    """The page of a valid question."""

    here: str
    tiles_now: Sequence[Tile]
    states: Picture
    categories: Picture
    waiting: Sequence[Waiting]
    tiles: Sequence[Tile]
    recipients: Picture
    fields: Picture
    months: Picture
    waits: Picture
    answers: Picture
    chosen: Sequence[tuple[str, str, str]] = ()  # the page is narrowed by its days alone


def overview(question: Question, names: Names, language: str) -> Overview:
    """The numbers of now and those of the period."""
    period, today = question.period, clock.today()
    standing, chase = standing_now(), chase_on(today, working_calendar())
    looks, (answered, registered) = second_looks(period, chase), time_to_answer(period)
    months = last_months(min(period.last, today))
    return Overview(
        here=url_for("manager_desk.index", **question.address),
        tiles_now=tiles_now(standing),
        states=by_state(standing),
        categories=by_category(standing, names.categories),
        waiting=waiting_now(chase),
        tiles=tiles_of(question, looks, registered),
        recipients=to_whom(question, names, looks.disclosures),
        fields=of_what(question, looks.disclosures),
        months=by_month(question, months, language),
        waits=until_disclosed(question, time_to_disclose(period)),
        answers=until_answered(question, answered, registered),
    )
