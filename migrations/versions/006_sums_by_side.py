"""Sums by country and by donor from an index alone."""

from alembic import op

revision = "006_sums_by_side"
down_revision = "005_papers_and_prints"
branch_labels = None
depends_on = None

SUMMED = ["stage", "visibility", "counted_usd", "parent_id", "root_id"]


def upgrade() -> None:
    for side in ("state", "donor"):
        op.drop_index(f"ix_pledge_{side}_stage", table_name="pledge")
        op.create_index(f"ix_pledge_{side}_stage", "pledge", [f"{side}_id", *SUMMED], unique=False)


def downgrade() -> None:
    for side in ("state", "donor"):
        op.drop_index(f"ix_pledge_{side}_stage", table_name="pledge")
        op.create_index(f"ix_pledge_{side}_stage", "pledge", [f"{side}_id", "stage"], unique=False)
