"""Records taken apart once, kept beside the whole record in the index of candidates."""

import sqlalchemy as sa
from alembic import op

revision = "006_candidate_compared"
down_revision = "005_papers_and_prints"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("candidate_profile") as table:
        table.add_column(sa.Column("compared", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("candidate_profile") as table:
        table.drop_column("compared")
