"""Pages of unusual reading and of the report of access."""

from backoffice.access_review.views import access, deeds
from backoffice.access_review.views.unusual import access_review

__all__ = ["access", "access_review", "deeds"]
