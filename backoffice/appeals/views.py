"""Pages of appeals."""

from backoffice.web.gate import Gate

appeals = Gate("appeals", __name__)
