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
    registered_in,
    standing_now,
    time_to_answer,
    time_to_disclose,
)
from backoffice.manager_desk.second_looks import second_looks
from backoffice.manager_desk.tiles import Tile
from backoffice.manager_desk.times import by_month, until_answered, until_disclosed
from backoffice.manager_desk.waiting import Waiting, waiting_now
from backoffice.notices.chasing import Chase, chase_on
from backoffice.third_parties.queries import working_calendar


@dataclass(frozen=True)
class Overview:
    """The page of a valid question."""

    here: str
    tiles_now: Sequence[Tile]
    pictures_now: Sequence[Picture]
    waiting: Sequence[Waiting]
    tiles: Sequence[Tile]
    pairs: Sequence[Sequence[Picture]]
    months: Picture
    chosen: Sequence[tuple[str, str, str]] = ()  # the page is narrowed by its days alone


def overview(question: Question, names: Names, language: str) -> Overview:
    """The numbers of now and those of the period."""
    standing, chase = standing_now(), chase_on(clock.today(), working_calendar())
    tiles, pairs = _of_period(question, names, chase)
    until = min(question.period.last, clock.today())
    return Overview(
        here=url_for("manager_desk.index", **question.address),
        tiles_now=tiles_now(standing),
        pictures_now=(by_state(standing), by_category(standing, names.categories)),
        waiting=waiting_now(chase),
        tiles=tiles,
        pairs=pairs,
        months=by_month(question, last_months(until), language),
    )


def _of_period(
    question: Question, names: Names, chase: Chase
) -> tuple[list[Tile], list[tuple[Picture, Picture]]]:
    period = question.period
    looks, registered = second_looks(period, chase), registered_in(period)
    given = (
        to_whom(question, names, looks.disclosures),
        of_what(question, looks.disclosures),
    )
    took = (
        until_disclosed(question, time_to_disclose(period)),
        until_answered(question, time_to_answer(period), registered),
    )
    return tiles_of(question, looks, registered), [given, took]
