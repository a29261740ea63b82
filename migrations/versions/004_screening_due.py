"""Which records are due to be compared again, in an index of its own."""

from alembic import op

revision = "004_screening_due"
down_revision = "003_pledge_sums"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_screening_screened_at", "screening", ["screened_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_screening_screened_at", table_name="screening")
