"""The blueprint of the registers."""

from backoffice.web.gate import Gate

registers = Gate("registers", __name__)
