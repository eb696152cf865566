"""Pages of the registers."""

from backoffice.registers.views import acts, appeals, requests
from backoffice.registers.views.gate import registers

__all__ = ["acts", "appeals", "registers", "requests"]
