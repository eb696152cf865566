"""The steps of a draft of the policy: what each is called, what it means, what it says after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from backoffice.policy import drafting
from backoffice.policy.models import PolicyDraft
from backoffice.rules.actions import Action
from backoffice.rules.lifecycle import DRAFT_LIFECYCLE, next_state
from backoffice.rules.permissions import Actor, refusal


@dataclass(frozen=True)
class Step:
    """One step with its words; a final one asks for a tick."""

    action: Action
    deed: Callable[..., Any]
    label: Any
    meaning: Any
    said: Any
    is_final: bool = False


STEPS: Mapping[str, Step] = {
    "propose": Step(
        Action.POLICY_DRAFT_PROPOSE,
        drafting.propose_policy_draft,
        _l("Propose for approval"),
        _l("The draft can no longer be edited until somebody returns it. A manager approves it."),
        _l("The draft waits for the approval of a second person."),
    ),
    "approve": Step(
        Action.POLICY_DRAFT_APPROVE,
        drafting.approve_policy_draft,
        _l("Approve"),
        _l("You approve exactly these three texts, this order, this legal basis and this day."),
        _l("The draft is approved."),
    ),
    "publish": Step(
        Action.POLICY_DRAFT_PUBLISH,
        drafting.publish_policy_draft,
        _l("Publish"),
        _l(
            "Everybody can read the version from this moment on, at its permanent address. "
            "It can never be changed or taken away."
        ),
        _l("The version is published."),
        is_final=True,
    ),
    "return": Step(
        Action.POLICY_DRAFT_RETURN,
        drafting.return_policy_draft,
        _l("Return for changes"),
        _l("The draft can be edited again. An approval given before is void."),
        _l("The draft was returned for changes."),
    ),
    "drop": Step(
        Action.POLICY_DRAFT_DROP,
        drafting.drop_policy_draft,
        _l("Drop the draft"),
        _l("The draft stays in the history and can no longer be published."),
        _l("The draft was dropped."),
        is_final=True,
    ),
}


def is_open(action: Action, draft: PolicyDraft, actor: Actor) -> bool:
    """Whether this person may do this with the draft as it stands."""
    second = action is not Action.POLICY_DRAFT_APPROVE or draft.proposed_by_id != actor.id
    leads = next_state(DRAFT_LIFECYCLE, draft.state, action) is not None
    return second and leads and refusal(action, actor) is None


def steps_open(draft: PolicyDraft, actor: Actor) -> list[tuple[str, Step]]:
    """The steps this person may take now, in their order."""
    return [(name, step) for name, step in STEPS.items() if is_open(step.action, draft, actor)]
