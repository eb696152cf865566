"""What the page of every report does, and the pages of the orders that come of it."""

from backoffice.exports.views import deciding
from backoffice.exports.views.orders import exports

__all__ = ["deciding", "exports"]
