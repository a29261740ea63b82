"""Models of identity that a platform learned from its own decisions."""

import sqlalchemy as sa
from alembic import op

revision = "019_learned"
down_revision = "018_contacts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "identity_model",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decisions", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("forest", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=True),
        sa.CheckConstraint("in_use IS NULL OR in_use", name=op.f("ck_identity_model_in_use_or_unknown")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_model")),
        sa.UniqueConstraint("digest", name=op.f("uq_identity_model_digest")),
        sa.UniqueConstraint("in_use", name=op.f("uq_identity_model_in_use")),
    )


def downgrade() -> None:
    op.drop_table("identity_model")
