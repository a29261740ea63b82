"""Records taken apart once, kept beside the whole record in the index of candidates."""

import sqlalchemy as sa
from alembic import op

revision = "007_candidate_compared"
down_revision = "006_sums_by_side"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("candidate_profile") as table:
        table.add_column(sa.Column("compared", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("candidate_profile") as table:
        table.drop_column("compared")
