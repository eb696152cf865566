"""The entry point for gunicorn and for `flask --app wsgi`."""

import os
import sys

from backoffice import create_app
from backoffice.audit.anchor import StaleInstallation
from backoffice.backup.presence import RestoreUnderWay
from backoffice.backup.start import start
from backoffice.config import ConfigurationError
from backoffice.vault.keyring import KeyringError

BOOT_ERROR = 3  # gunicorn gives up instead of starting workers again and again

os.umask(0o077)  # what an installation writes is for its owner only

try:
    app = create_app()
    start(app)
except (ConfigurationError, KeyringError, StaleInstallation, RestoreUnderWay) as problem:
    sys.stderr.write(f"Senim does not start. {problem}\n")
    sys.exit(BOOT_ERROR)
