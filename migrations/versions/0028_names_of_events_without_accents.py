"""names of events without accents"""

import unicodedata

import sqlalchemy as sa
from alembic import op


revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

AT_ONCE = 1_000
FOLDED = (
    ("events", "place", "folded_place"),
    ("events", "search_text", "search_text"),
    ("event_speakers", "name", "folded_name"),
    ("event_registrations", "guest_name", "folded_guest_name"),
)


def upgrade():
    for table, _told, column in FOLDED:
        if column != "search_text":
            with op.batch_alter_table(table, schema=None) as batch_op:
                batch_op.add_column(sa.Column(column, sa.Text(), nullable=False, server_default=""))
    for table, told, column in FOLDED:
        _fold(table, told, column)


def downgrade():
    for table, _told, column in reversed(FOLDED):
        if column != "search_text":
            with op.batch_alter_table(table, schema=None) as batch_op:
                batch_op.drop_column(column)


def _fold(name, told, column):
    """Fold what is there already; neither database does it by itself."""
    connection = op.get_bind()
    table = sa.table(name, *(sa.column(one) for one in dict.fromkeys(("id", told, column))))
    rows = connection.execute(sa.select(table.c.id, table.c[told]).where(table.c[told] != "")).all()
    changed = [{"row": row, "words": _folded(text)} for row, text in rows]
    update = table.update().where(table.c.id == sa.bindparam("row")).values({column: sa.bindparam("words")})
    for first in range(0, len(changed), AT_ONCE):
        connection.execute(update, changed[first : first + AT_ONCE])


def _folded(text):
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())
