"""What was written of persons leaves the log of changes; that it was written remains."""

import sqlalchemy as sa
from alembic import op

revision = "017_personal"
down_revision = "016_reminders"
branch_labels = None
depends_on = None

PERSONAL = {"contact": ("name", "email", "phone"), "champion": ("name", "function", "consent_note")}
ENTRY = sa.table(
    "audit_entry",
    sa.column("id", sa.BigInteger()),
    sa.column("thing", sa.String()),
    sa.column("before", sa.JSON()),
    sa.column("after", sa.JSON()),
)


def upgrade() -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.select(ENTRY).where(ENTRY.c.thing.in_(PERSONAL))).all()
    for row in rows:
        kept = {side: _without(getattr(row, side), PERSONAL[row.thing]) for side in ("before", "after")}
        connection.execute(ENTRY.update().where(ENTRY.c.id == row.id).values(**kept))


def _without(values: dict[str, object] | None, names: tuple[str, ...]) -> object:
    if values is None:
        return sa.null()
    return {name: "(personal)" if name in names and value else value for name, value in values.items()}


def downgrade() -> None:
    """Nothing: what was forgotten is not known any more."""
