"""The pages of links: one of the staff, one of the recipient, who has no account."""

from backoffice.recipients.views.page import recipients
from backoffice.recipients.views.staff import links

__all__ = ["links", "recipients"]
