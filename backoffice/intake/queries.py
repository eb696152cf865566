"""What an import asks of the data."""

import sqlalchemy as sa

from backoffice.appeals.models import Appeal
from backoffice.db import db


def is_imported(key: str) -> bool:
    """Whether this row of this source is an appeal already."""
    return db.session.scalar(sa.select(Appeal.id).where(Appeal.import_key == key)) is not None
