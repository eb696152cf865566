"""Pages of policy."""

from backoffice.web.gate import Gate

policy = Gate("policy", __name__)
