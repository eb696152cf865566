"""The extract for the person: a sheet to read and print, a file to take along."""

from flask import g
from flask_babel import gettext as _
from flask_babel import refresh
from werkzeug.wrappers import Response

from backoffice.extract.making import extract_file, make_extract
from backoffice.extract.queries import extract_record
from backoffice.extract.showing import sections_of
from backoffice.keeping.standing import refuse_look
from backoffice.rules.actions import Action
from backoffice.rules.precedence import Use
from backoffice.web.gate import Gate, actor, require
from backoffice.web.pages import page

extract = Gate("extract", __name__)


@extract.page("/appeals/<number>/extract", action=Action.EXTRACT_PRINT)
@extract.page("/appeals/<number>/extract/<any(kk, ru, en):language>", action=Action.EXTRACT_PRINT)
def sheet(number: str, language: str = "") -> Response:
    """All that is held and was done, to hand to the person (law, articles 24, 25; 2.8)."""
    record = extract_record(number)
    require(Action.EXTRACT_PRINT, record.appeal)
    refuse_look(record.appeal, Use.EXPORT, Action.EXTRACT_PRINT, by=actor())
    g.language = language or record.appeal.language
    refresh()
    told = make_extract(record, Action.EXTRACT_PRINT, by=actor())
    title = _("Extract of personal data, appeal %(number)s", number=number)
    sections = sections_of(told)
    return page("extract/sheet.html", title=title, told=told, sections=sections)


@extract.page(
    "/appeals/<number>/extract/<any(kk, ru, en):language>/file",
    action=Action.EXTRACT_TAKE,
    methods=["POST"],
)
def take(number: str, language: str) -> Response:
    """The same as one JSON file; an order and not a link, so that no browser fetches ahead."""
    record = extract_record(number)
    require(Action.EXTRACT_TAKE, record.appeal)
    refuse_look(record.appeal, Use.EXPORT, Action.EXTRACT_TAKE, by=actor())
    g.language = language
    refresh()
    return extract_file(make_extract(record, Action.EXTRACT_TAKE, by=actor()))
