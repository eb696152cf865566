"""Pages of casefile."""

from backoffice.web.gate import Gate

casefile = Gate("casefile", __name__)
