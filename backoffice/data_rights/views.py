"""Pages of data_rights."""

from backoffice.web.gate import Gate

data_rights = Gate("data_rights", __name__)
