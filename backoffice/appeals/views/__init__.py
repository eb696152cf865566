"""Pages of appeals."""

from backoffice.appeals.views.moves import appeals

__all__ = ["appeals"]
