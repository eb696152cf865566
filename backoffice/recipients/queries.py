"""Questions about links: by its secret, of a disclosure, of a case."""

import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.disclosures.models import Disclosure
from backoffice.recipients.models import RecipientLink

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def hash_of(token: str) -> str:
    """What is kept of a secret: enough to know it again, nothing to open a page with."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_by_token(token: str) -> RecipientLink | None:
    """The link of this secret. Only hashes are compared, so time tells nothing about one."""
    if not _TOKEN.fullmatch(token):
        return None
    wanted = hash_of(token)
    found = db.session.scalar(sa.select(RecipientLink).where(RecipientLink.token_hash == wanted))
    known = found is not None and hmac.compare_digest(found.token_hash, wanted)
    return found if known else None


def link_by_ref(ref: int) -> RecipientLink:
    """One link by its number. Raises NotFound."""
    found = db.session.get(RecipientLink, ref)
    if found is None:
        raise NotFound
    return found


def links_of(disclosure_id: int) -> Sequence[RecipientLink]:
    """The links of a disclosure, newest first."""
    return db.session.scalars(
        sa.select(RecipientLink)
        .where(RecipientLink.disclosure_id == disclosure_id)
        .order_by(RecipientLink.id.desc())
    ).all()


def with_links() -> Any:
    """Loads the links of disclosures and what came back by them along with the disclosures."""
    return joinedload(cast(Any, Disclosure).links).joinedload(RecipientLink.replies)


def links_among(disclosures: Iterable[Disclosure]) -> list[RecipientLink]:
    """The links of these disclosures, of each the newest first."""
    return [link for given in disclosures for link in cast(Any, given).links]
