"""The document behind a payment; the fingerprint of an imported file."""

import sqlalchemy as sa
from alembic import op

revision = "005_papers_and_prints"
down_revision = "004_screening_due"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("file_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_ledger_entry_file_id"), "stored_file", ["file_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_ledger_entry_file_id"), ["file_id"], unique=False)
    with op.batch_alter_table("import_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sha256", sa.String(length=64), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_import_file_sha256"), ["sha256"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("import_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_file_sha256"))
        batch_op.drop_column("sha256")
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ledger_entry_file_id"))
        batch_op.drop_constraint(batch_op.f("fk_ledger_entry_file_id"), type_="foreignkey")
        batch_op.drop_column("file_id")
