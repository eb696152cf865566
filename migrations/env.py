"""Alembic's environment: the application's own engine and metadata, nothing else."""

from alembic import context
from flask import current_app

from backoffice.audit.guard import migrating
from backoffice.db import changing_schema

migrate = current_app.extensions["migrate"]
database = migrate.db


def run_migrations() -> None:
    """Run on the application's connection; each revision in one transaction."""
    changing_schema.set(True)
    with migrating(), database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_as_batch=True,
            compare_type=True,
            transaction_per_migration=True,
            user_module_prefix="backoffice.db.",
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run_migrations()
