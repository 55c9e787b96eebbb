"""Find what was put off by its day; find what falls together by the last day as well."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the day that a postponement names, taken from the facts, and index it."""
    op.add_column("sightings", sa.Column("put_off", sa.Date(), nullable=True))
    columns = (
        sa.column("facts", sa.JSON()),
        sa.column("put_off", sa.Date()),
        sa.column("first_day", sa.Date()),
    )
    table = sa.table("sightings", *columns)
    postponed = table.c.facts["status"].as_string() == "postponed"
    op.execute(sa.update(table).where(postponed).values(put_off=table.c.first_day))
    known = sa.text("put_off IS NOT NULL")
    op.create_index(
        "ix_sightings_put_off",
        "sightings",
        ["country", "put_off"],
        sqlite_where=known,
        postgresql_where=known,
    )
    op.drop_index("ix_sightings_country", table_name="sightings")
    op.create_index("ix_sightings_country", "sightings", ["country", "first_day", "last_day"])
