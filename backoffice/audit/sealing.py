"""Before a digest is signed: the entries it speaks of stand under their seals (decision 0036).

The chain of digests needs no key. Whoever may write to the database can compute it anew, and
only the seal of each entry says that this program wrote it.
"""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from backoffice.audit.chain import mac_of
from backoffice.audit.models import AuditEntry
from backoffice.audit.rows import Unreadable, pages
from backoffice.audit.walk import Walk

Place = tuple[int, str]  # an entry and its digest


def is_sealed(connection: Connection, chain_key: bytes, place: Place) -> bool:
    """Whether this entry stands there under its seal: all before it hang on its digest."""
    seq, digest = place
    seal = AuditEntry.mac == mac_of(chain_key, digest)
    asked = sa.select(sa.and_(AuditEntry.digest == digest, seal)).where(AuditEntry.seq == seq)
    return bool(connection.scalar(asked))


def first_unsealed(connection: Connection, chain_key: bytes, since: Place, until: Place) -> int:
    """Go along the entries behind one that was signed, up to one that shall be; 0: all sealed.

    Answers with the first entry that was not written by this program as it stands.
    """
    walk = Walk(chain_key, last=since[0], digest=since[1])
    try:
        for page in pages(connection, after=walk.last):
            if walk.over(page[: until[0] - walk.last]) or walk.last == until[0]:
                break
    except Unreadable:
        return walk.last + 1
    return 0 if (walk.last, walk.digest) == until else walk.last + 1
