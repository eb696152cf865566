"""How far a deadline is, in words: the days are those of the city, whatever UTC says."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import g

from backoffice import clock
from backoffice.web.due import DueMarks

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # eight in the evening in the city


@pytest.mark.parametrize(
    ("state", "left", "tone", "words"),
    [
        ("new", timedelta(days=-2), "late", "2 days over"),
        ("new", timedelta(hours=-21), "late", "1 day over"),
        ("in_work", timedelta(hours=-3), "late", "3 hours over"),
        ("in_work", timedelta(minutes=-3), "late", "just over"),
        ("new", timedelta(hours=3), "soon", "today"),
        ("new", timedelta(hours=5), "soon", "tomorrow"),
        ("with_third_party", timedelta(hours=25), "calm", "tomorrow"),
        ("new", timedelta(days=4), "calm", "4 days"),
        ("answered", timedelta(days=-9), "done", "answered"),
        ("closed", timedelta(days=-9), "calm", "14.11.2026"),
    ],
)
def test_a_deadline_is_told_in_a_tone_and_in_words(app, state, left, tone, words):
    with clock.running_at(lambda: NOW), app.test_request_context():
        g.language = "en"
        mark = DueMarks().of(state, NOW + left)
    assert (mark.tone, mark.label) == (tone, words)
    assert mark.at.endswith("+00:00")
