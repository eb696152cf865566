"""Whether the inventory of today is the approved one, and what changed since (2.22)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from backoffice.db import db
from backoffice.inspection.inventory import Item, hash_of, inventory, text_of
from backoffice.inspection.models import InventoryApproval
from backoffice.third_parties.models import Category, Competence, ThirdParty
from backoffice.web.language import current_language, name_of


@dataclass(frozen=True)
class Standing:
    """The inventory of today beside the newest approval; keys of the lines that differ."""

    items: Sequence[Item]
    text_hash: str
    approval: InventoryApproval | None
    added: Sequence[str] = ()
    removed: Sequence[str] = ()
    changed: Sequence[str] = ()

    @property
    def is_approved(self) -> bool:
        """Whether an order approves exactly this."""
        return self.approval is not None and self.approval.content_hash == self.text_hash


def standing() -> Standing:
    """The inventory as it is, and how it differs from what was approved last."""
    items = inventory()
    approval = db.session.scalar(
        sa.select(InventoryApproval).order_by(InventoryApproval.id.desc()).limit(1)
    )
    now = {item.key: item.line for item in items}
    was = _lines(approval.content) if approval else now
    return Standing(
        items=items,
        text_hash=hash_of(text_of(items)),
        approval=approval,
        added=[key for key in now if key not in was],
        removed=[key for key in was if key not in now],
        changed=[key for key in now if key in was and was[key] != now[key]],
    )


def order_known(number: str, day: date) -> bool:
    """Whether this order has approved an inventory already."""
    same = sa.and_(InventoryApproval.order_no == number, InventoryApproval.order_date == day)
    return db.session.scalar(sa.select(InventoryApproval.id).where(same)) is not None


@dataclass(frozen=True)
class Recipients:
    """One category and the third parties that are competent in it today."""

    code: str
    name: str
    recipients: str


def recipients() -> list[Recipients]:
    """Who may receive data in each category, in the present language (policy 9)."""
    party = getattr(ThirdParty, f"name_{current_language()}")
    rows = db.session.execute(
        sa.select(Competence.category_code, party)
        .join(ThirdParty, ThirdParty.id == Competence.third_party_id)
        .where(ThirdParty.active)
        .distinct()
        .order_by(party)
    ).all()
    categories = db.session.scalars(sa.select(Category).order_by(Category.code))
    return [
        Recipients(
            one.code, name_of(one), ", ".join(name for code, name in rows if code == one.code)
        )
        for one in categories
    ]


def _lines(text: str) -> dict[str, str]:
    """Lines of an approved text by process and name."""
    return {"|".join(line.split("|")[:2]): line for line in text.splitlines()}
