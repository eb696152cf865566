"""The entry point for gunicorn and for `flask --app wsgi`."""

from backoffice import create_app

app = create_app()
