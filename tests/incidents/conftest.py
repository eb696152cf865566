"""Incidents found so many days ago, and what the officer does about them."""

from collections.abc import Callable
from typing import Any

import pytest

from backoffice import clock
from backoffice.incidents.actions import DEEDS, Facts
from backoffice.incidents.models import Incident
from backoffice.rules.vocabulary.incidents import FoundHow, IncidentKind


@pytest.fixture
def step(cast) -> Callable[..., Incident]:
    """Takes one step of an incident, by its word, in the name of the privacy officer."""

    def take(incident: Incident, word: str, **more: Any) -> Incident:
        told = {"at": clock.now(), "reference": "№ 15 of today", **more}
        done: Incident = DEEDS[word][1](incident, by=cast("privacy_officer"), **told)
        return done

    return take


@pytest.fixture
def facts() -> Callable[..., Facts]:
    """Facts of an incident found just now."""

    def known(**more: Any) -> Facts:
        told = {"kind": IncidentKind.ACCESS, "found_how": FoundHow.STAFF}
        return Facts(**{**told, "detected_at": clock.now(), **more})

    return known
