"""The log of gunicorn itself, in the form of ours; of requests it writes nothing."""

import os
from typing import Any

from gunicorn.glogging import Logger

from backoffice.monitoring.lines import FORMATS, TextLines
from backoffice.monitoring.settings import log_format


class QuietLogger(Logger):
    """Starts, ends and faults of workers; a line of a request would quote its address."""

    def setup(self, cfg: Any) -> None:
        """Let every line have our form."""
        super().setup(cfg)
        production = os.environ.get("BACKOFFICE_ENV") == "production"
        chosen = log_format(os.environ.get("BACKOFFICE_LOG_FORMAT", ""), production)
        for handler in self.error_log.handlers:
            # A form that does not exist is told by the start of the application.
            handler.setFormatter(FORMATS.get(chosen, TextLines)())

    def access(self, *_told: Any) -> None:
        """Nothing, also when somebody asks for an access log."""
