"""Offers of the clock that ask a State whether its coalition shall rest."""

import sqlalchemy as sa
from alembic import op

revision = "020_resting"
down_revision = "019_learned"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("remedy", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("proposes_rest", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("remedy", schema=None) as batch_op:
        batch_op.alter_column("proposes_rest", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("remedy", schema=None) as batch_op:
        batch_op.drop_column("proposes_rest")
