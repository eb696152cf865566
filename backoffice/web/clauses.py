"""Clauses of the policy as a reader finds them: in words, and where they stand in its text."""

from flask import url_for
from flask_babel import gettext as _


def clause_codes(clauses: str) -> list[str]:
    """The single clauses of a row of the table of actions, "3.6, 4, 7"."""
    return [one.strip() for one in clauses.split(",") if one.strip()]


def clause_words(code: str) -> str:
    """A clause, or an item of a clause: "5.5" is the fifth item of clause 5."""
    clause, _mark, item = code.partition(".")
    if not item:
        return str(_("clause %(clause)s", clause=clause))
    return str(_("clause %(clause)s, item %(item)s", clause=clause, item=item))


def clause_href(code: str) -> str:
    """The place of a clause in the policy in force."""
    place = "clause-" + code.replace(".", "-")
    return url_for("policy.current", _anchor=place)
