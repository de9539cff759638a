"""fives of feedback"""

import sqlalchemy as sa
from alembic import op


revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

AS_THEY_WERE_SHOWN = """
    UPDATE event_feedback SET batch = (
        SELECT placed.batch FROM (
            SELECT id,
                (ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY id) - 1) / 5 AS batch,
                COUNT(*) OVER (PARTITION BY event_id) / 5 AS batches
            FROM event_feedback
        ) AS placed
        WHERE placed.id = event_feedback.id AND placed.batch < placed.batches
    )
"""


def upgrade():
    with op.batch_alter_table("event_feedback", schema=None) as batch_op:
        batch_op.add_column(sa.Column("batch", sa.Integer(), nullable=True))
    op.execute(AS_THEY_WERE_SHOWN)


def downgrade():
    with op.batch_alter_table("event_feedback", schema=None) as batch_op:
        batch_op.drop_column("batch")
