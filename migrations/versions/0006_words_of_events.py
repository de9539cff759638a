"""words of events"""

import sqlalchemy as sa
from alembic import op


revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("change_note", sa.String(length=300), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("news_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("search_text", sa.Text(), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_events_news_at"), ["news_at"], unique=False)

    op.execute(
        "UPDATE events SET search_text = lower(title || ' | ' || host || ' | ' || place || ' | ' || description)"
    )


def downgrade():
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_events_news_at"))
        batch_op.drop_column("search_text")
        batch_op.drop_column("news_at")
        batch_op.drop_column("change_note")
