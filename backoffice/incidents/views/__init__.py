"""Pages of the register of incidents."""

from backoffice.incidents.views import cases, register, steps, subjects
from backoffice.incidents.views.gate import incidents

__all__ = ["cases", "incidents", "register", "steps", "subjects"]
