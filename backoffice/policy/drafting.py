"""Deeds upon the draft of the next edition: written by one person, approved by another.

The privacy officer writes and publishes, a manager approves (policy 12; R-1.2).
"""

from dataclasses import asdict, dataclass
from datetime import date

from backoffice import clock
from backoffice.accounts.queries import staff_by_ref
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import NotAllowed, Refusal
from backoffice.db import db
from backoffice.policy.actions import edition_of, note_published
from backoffice.policy.layout import tidy
from backoffice.policy.models import PolicyDraft, PolicyVersion
from backoffice.policy.queries import newest_version, open_draft
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.people import Language


@dataclass(frozen=True)
class DraftFacts:
    """What an editor may change of a draft."""

    text_kk: str
    text_ru: str
    text_en: str
    order_no: str = ""
    legal_basis: str = ""
    effective_from: date | None = None


@perform(Action.POLICY_DRAFT_START)
def start_policy_draft(_subject: None, /, *, by: Actor) -> PolicyDraft:
    """Begin the next edition from the newest one (policy 12). Raises Refusal("policy.draft-open").

    One draft at a time: two would be numbered and dated against each other.
    """
    if open_draft() is not None:
        raise Refusal("policy.draft-open", Action.POLICY_DRAFT_START)
    newest = newest_version()
    texts = {f"text_{code}": tidy(newest.text_in(code)) for code in Language}
    draft = PolicyDraft(
        based_on=newest.number, legal_basis=newest.legal_basis, changed_at=clock.now(), **texts
    )
    db.session.add(draft)
    db.session.flush()
    current_deed().note(about=draft, detail=f"based_on={newest.number}")
    return draft


@perform(Action.POLICY_DRAFT_EDIT)
def edit_policy_draft(draft: PolicyDraft, /, *, by: Actor, facts: DraftFacts) -> PolicyDraft:
    """Change a draft nobody has proposed yet; the entry names what changed (policy 12)."""
    changed = [name for name, told in asdict(facts).items() if getattr(draft, name) != told]
    for name in changed:
        setattr(draft, name, getattr(facts, name))
    draft.changed_at = clock.now()
    current_deed().note(detail=",".join(changed))
    return draft


@perform(Action.POLICY_DRAFT_PROPOSE)
def propose_policy_draft(draft: PolicyDraft, /, *, by: Actor) -> PolicyDraft:
    """Ask a second person for the approval (policy 12; R-1.2). Raises Refusal when not ready."""
    _refuse_unready(draft, Action.POLICY_DRAFT_PROPOSE)
    draft.proposed_by_id, draft.proposed_at = by.id, clock.now()
    return draft


@perform(Action.POLICY_DRAFT_RETURN)
def return_policy_draft(draft: PolicyDraft, /, *, by: Actor) -> PolicyDraft:
    """Back to writing; an approval given before is void (policy 12)."""
    draft.proposed_by_id = draft.proposed_at = None
    draft.approved_by_id = draft.approved_at = None
    draft.approved_hash = ""
    return draft


@perform(Action.POLICY_DRAFT_APPROVE)
def approve_policy_draft(draft: PolicyDraft, /, *, by: Actor) -> PolicyDraft:
    """A second person approves exactly this text (policy 12; R-1.2).

    Raises NotAllowed("policy.same-person"), or Refusal when it is not ready.
    """
    if draft.proposed_by_id == by.id:
        raise NotAllowed("policy.same-person", Action.POLICY_DRAFT_APPROVE)
    _refuse_unready(draft, Action.POLICY_DRAFT_APPROVE)
    draft.approved_by_id, draft.approved_at = by.id, clock.now()
    draft.approved_hash = draft.digest
    current_deed().note(detail=f"sha256={draft.approved_hash}")
    return draft


@perform(Action.POLICY_DRAFT_PUBLISH)
def publish_policy_draft(draft: PolicyDraft, /, *, by: Actor) -> PolicyVersion:
    """Publish what was approved, as the next number; no older edition changes (policy 12, 13).

    Raises Refusal when the draft is not what was approved, or no longer ready.
    """
    if draft.digest != draft.approved_hash:
        raise Refusal("policy.changed-after-approval", Action.POLICY_DRAFT_PUBLISH)
    _refuse_unready(draft, Action.POLICY_DRAFT_PUBLISH)
    version = edition_of(
        {code: draft.text_in(code) for code in Language},
        number=newest_version().number + 1,
        effective_from=draft.effective_from,
        order_no=draft.order_no,
        legal_basis=draft.legal_basis,
        approved_by=staff_by_ref(draft.approved_by_id or 0).display_name,
    )
    db.session.add(version)
    draft.published_number = version.number
    db.session.flush()
    note_published(version)
    return version


@perform(Action.POLICY_DRAFT_DROP)
def drop_policy_draft(draft: PolicyDraft, /, *, by: Actor) -> PolicyDraft:
    """Give a draft up; the row stays for the history (policy 12)."""
    draft.changed_at = clock.now()
    return draft


def _refuse_unready(draft: PolicyDraft, action: Action) -> None:
    """What no edition may lack, asked again at every step: days pass between them."""
    newest, day = newest_version(), draft.effective_from
    texts = [draft.text_in(code) for code in Language]
    if day is None or not all([*texts, draft.order_no, draft.legal_basis]):
        raise Refusal("policy.incomplete", action)
    if day < clock.today():
        raise Refusal("policy.date-past", action)
    if day < newest.effective_from:
        raise Refusal("policy.date-before", action)
    if texts == [tidy(newest.text_in(code)) for code in Language]:
        raise Refusal("policy.unchanged", action)
