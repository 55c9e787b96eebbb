"""Articles go by several names; what was found from a home page is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the names, known articles' first, and the way to a site's news."""
    op.create_table(
        "article_names",
        sa.Column("source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_article_names_source_id_sources")
        ),
        sa.PrimaryKeyConstraint("source_id", "name", name=op.f("pk_article_names")),
    )
    op.execute(
        "INSERT INTO article_names (source_id, name, identity) "
        "SELECT source_id, identity, identity FROM articles"
    )
    op.add_column("sources", sa.Column("way", sa.JSON(), nullable=True))
