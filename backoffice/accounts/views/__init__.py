"""Pages of accounts: `own` for everybody, `staff` for administrators."""

from backoffice.accounts.views.staff import account

__all__ = ["account"]
