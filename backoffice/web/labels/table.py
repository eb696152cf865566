"""What a table of words is: codes, and lazy sentences in the reader's language."""

from typing import Any

Labels = dict[Any, Any]
