"""Pages of disclosures."""

from backoffice.disclosures.models import Disclosure
from backoffice.web.gate import Gate

disclosures = Gate("disclosures", __name__)
__all__ = ["Disclosure", "disclosures"]
