"""How alembic reaches the database: by the connection that `storage.migrate` opened."""

from __future__ import annotations

from alembic import context

from storage.migrate import configure_from
from storage.schema import metadata

context.configure(connection=configure_from(context.config), target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
