"""Brings a draft of the policy to each of its states, by the actions that lead there."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from backoffice import clock
from backoffice.accounts.models import Staff
from backoffice.policy.drafting import (
    DraftFacts,
    approve_policy_draft,
    edit_policy_draft,
    propose_policy_draft,
    publish_policy_draft,
    start_policy_draft,
)
from backoffice.policy.models import PolicyDraft, PolicyVersion

Cast = Callable[[str], Staff]
ORDER, BASIS = "12-н", "№ 94-V Заң, 25-бап"
KK = "## 1. Жалпы ережелер\n\n1. Саясат Астана қаласында қолданылады.\n2. Екінші тармақ."
RU = "## 1. Общие положения\n\n1. Политика действует в городе Астана.\n2. Второй пункт."
EN = "## 1. General provisions\n\n1. The Policy applies in the city of Astana.\n2. Second clause."


def facts(**other: Any) -> DraftFacts:
    """A complete edition that comes into force today."""
    told = {
        "text_kk": KK,
        "text_ru": RU,
        "text_en": EN,
        "order_no": ORDER,
        "legal_basis": BASIS,
        "effective_from": clock.today(),
    }
    return DraftFacts(**{**told, **other})


def written(cast: Cast, **other: Any) -> PolicyDraft:
    """A draft with its texts, not proposed yet."""
    officer = cast("privacy_officer")
    draft = start_policy_draft(None, by=officer)
    return edit_policy_draft(draft, by=officer, facts=facts(**other))


def proposed(cast: Cast, **other: Any) -> PolicyDraft:
    """A draft that waits for a second person."""
    return propose_policy_draft(written(cast, **other), by=cast("privacy_officer"))


def approved(cast: Cast, **other: Any) -> PolicyDraft:
    """A draft a manager approved."""
    return approve_policy_draft(proposed(cast, **other), by=cast("manager"))


def published(cast: Cast, **other: Any) -> PolicyVersion:
    """A further edition, published."""
    return publish_policy_draft(approved(cast, **other), by=cast("privacy_officer"))


def in_days(number: int) -> date:
    """A day so many days from today."""
    return clock.today() + timedelta(days=number)
