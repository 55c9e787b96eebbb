"""Find sightings by country and day."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Put the country first: of a day's gatherings only those of one country can be the same."""
    op.drop_index("ix_sightings_first_day", table_name="sightings")
    op.drop_index("ix_sightings_seen_on", table_name="sightings")
    op.create_index("ix_sightings_country", "sightings", ["country", "first_day"])
    op.create_index("ix_sightings_first_day", "sightings", ["first_day", "seen_on"])
