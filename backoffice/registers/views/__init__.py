"""Pages of the registers."""

from backoffice.registers.views import appeals, requests
from backoffice.registers.views.gate import registers

__all__ = ["appeals", "registers", "requests"]
