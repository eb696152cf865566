"""Pages of third_parties."""

from backoffice.web.gate import Gate

third_parties = Gate("third_parties", __name__)
