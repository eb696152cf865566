"""Names of catalogue rows and of staff, as rows and boxes of a report show them."""

import sqlalchemy as sa

from backoffice.accounts.models import Staff
from backoffice.db import db
from backoffice.exports.columns import Names
from backoffice.policy.models import PolicyVersion
from backoffice.rules.names import sort_key
from backoffice.third_parties.models import Category, District, ThirdParty


def names_in(language: str) -> Names:
    """What rows and boxes are named by, in one language: a few small questions."""
    word = f"name_{language}"
    party_name, category_name = getattr(ThirdParty, word), getattr(Category, word)
    parties = db.session.execute(sa.select(ThirdParty.id, ThirdParty.code, party_name)).all()
    parties = sorted(parties, key=lambda row: sort_key(row[2]))  # no database knows our alphabet
    categories = db.session.execute(
        sa.select(Category.code, category_name).order_by(Category.position)
    ).all()
    staff = db.session.execute(sa.select(Staff.id, Staff.display_name)).all()
    staff = sorted(staff, key=lambda row: sort_key(row[1]))
    districts = db.session.execute(sa.select(District.code, getattr(District, word))).all()
    districts = sorted(districts, key=lambda row: sort_key(row[1]))
    policies = db.session.execute(sa.select(PolicyVersion.id, PolicyVersion.number))
    return Names(
        third_parties={row[0]: row[2] for row in parties},
        codes={row[1]: row[0] for row in parties},
        categories={row[0]: row[1] for row in categories},
        staff={row[0]: row[1] for row in staff},
        policies={row[0]: row[1] for row in policies},
        districts={row[0]: row[1] for row in districts},
    )
