"""Pages of reports."""

from backoffice.web.gate import Gate

reports = Gate("reports", __name__)
