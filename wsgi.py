"""The entry point for gunicorn and for `flask --app wsgi`."""

import sys

from backoffice import create_app
from backoffice.config import ConfigurationError
from backoffice.vault.keyring import KeyringError

BOOT_ERROR = 3  # gunicorn gives up instead of starting workers again and again

try:
    app = create_app()
except (ConfigurationError, KeyringError) as problem:
    sys.stderr.write(f"Senim does not start. {problem}\n")
    sys.exit(BOOT_ERROR)
