"""Pages of storage and destruction."""

from backoffice.retention.views import acts, advance, due, holds, rules
from backoffice.retention.views.gate import retention

__all__ = ["acts", "advance", "due", "holds", "retention", "rules"]
