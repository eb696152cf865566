"""Pages of audit_log."""

from backoffice.web.gate import Gate

audit_log = Gate("audit_log", __name__)
