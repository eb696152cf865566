"""Pages of accounts."""

from backoffice.web.gate import Gate

account = Gate("account", __name__)
