"""Pages of board."""

from backoffice.web.gate import Gate

board = Gate("board", __name__)
