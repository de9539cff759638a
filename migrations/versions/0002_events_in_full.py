"""events in full"""

import sqlalchemy as sa
from alembic import op


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "event_pictures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("alt", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_pictures")),
    )
    op.create_table(
        "event_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=300), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_series")),
    )
    op.create_table(
        "event_follows",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("is_going", sa.Boolean(), nullable=False),
        sa.Column("logged_minutes", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_event_follows_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_follows_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "account_id", name=op.f("pk_event_follows")),
    )
    with op.batch_alter_table("event_follows", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_follows_account_id"), ["account_id"], unique=False)

    op.create_table(
        "event_invitations",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_event_invitations_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_invitations_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "account_id", name=op.f("pk_event_invitations")),
    )
    with op.batch_alter_table("event_invitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_invitations_account_id"), ["account_id"], unique=False)

    op.create_table(
        "event_speakers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_event_speakers_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_speakers_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_speakers")),
    )
    with op.batch_alter_table("event_speakers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_speakers_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_speakers_event_id"), ["event_id"], unique=False)

    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.add_column(sa.Column("uid", sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(
            sa.Column(
                "sort",
                sa.Enum("ours", "tracked", name="eventsort", native_enum=False, length=40),
                nullable=False,
                server_default="ours",
            )
        )
        batch_op.add_column(sa.Column("specializations", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(
            sa.Column(
                "level",
                sa.Enum(
                    "any",
                    "beginner",
                    "intermediate",
                    "advanced",
                    name="eventlevel",
                    native_enum=False,
                    length=40,
                ),
                nullable=False,
                server_default="any",
            )
        )
        batch_op.add_column(
            sa.Column(
                "audience",
                sa.Enum("everyone", "program", "invitation", name="audience", native_enum=False, length=40),
                nullable=False,
                server_default="everyone",
            )
        )
        batch_op.add_column(sa.Column("is_all_day", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("video_link", sa.String(length=500), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("accessibility", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("capacity", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("seats_taken", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("registration_opens_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("registration_closes_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("minimum_minutes", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "credit_unit",
                sa.Enum(
                    "contact-hour-60",
                    "contact-hour-50",
                    "iacet-ceu",
                    "bacb-ceu",
                    name="creditunit",
                    native_enum=False,
                    length=40,
                ),
                nullable=False,
                server_default="contact-hour-60",
            )
        )
        batch_op.add_column(sa.Column("approval_body_slug", sa.String(length=80), nullable=True))
        batch_op.add_column(
            sa.Column("approval_number", sa.String(length=80), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("picture_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("series_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("duplicated_from_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("conference_slug", sa.String(length=80), nullable=True))
        batch_op.add_column(
            sa.Column("cancelled_because", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("review_note", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.create_index(batch_op.f("ix_events_organizer_id"), ["organizer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_series_id"), ["series_id"], unique=False)
        batch_op.create_index("ix_events_state_starts_at", ["state", "starts_at"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_events_conference_slug"), "conferences", ["conference_slug"], ["slug"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_events_duplicated_from_id"),
            "events",
            ["duplicated_from_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_events_picture_id"), "event_pictures", ["picture_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_events_approval_body_slug"), "ce_approval_bodies", ["approval_body_slug"], ["slug"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_events_series_id"), "event_series", ["series_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.alter_column("summary", new_column_name="description")

    # Each event keeps a name of its own in calendars; those of hidden programs stay with their members.
    op.execute("UPDATE events SET uid = 'event-' || id || '@mentornet'")
    op.execute(
        "UPDATE events SET audience = 'program' "
        "WHERE program_id IN (SELECT id FROM programs WHERE intake <> 'open')"
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.alter_column("uid", existing_type=sa.String(length=255), nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_events_uid"), ["uid"])
        batch_op.create_check_constraint(
            op.f("ck_events_capacity_is_positive"), "capacity IS NULL OR capacity > 0"
        )
        batch_op.create_check_constraint(
            op.f("ck_events_never_over"), "seats_taken >= 0 AND (capacity IS NULL OR seats_taken <= capacity)"
        )
        batch_op.create_check_constraint(
            op.f("ck_events_contact_minutes_not_negative"), "contact_minutes >= 0"
        )


def downgrade():
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_events_contact_minutes_not_negative"), type_="check")
        batch_op.drop_constraint(op.f("ck_events_never_over"), type_="check")
        batch_op.drop_constraint(op.f("ck_events_capacity_is_positive"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_events_series_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_events_approval_body_slug"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_events_picture_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_events_duplicated_from_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_events_conference_slug"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_events_uid"), type_="unique")
        batch_op.drop_index("ix_events_state_starts_at")
        batch_op.drop_index(batch_op.f("ix_events_series_id"))
        batch_op.drop_index(batch_op.f("ix_events_organizer_id"))
        batch_op.drop_column("review_note")
        batch_op.drop_column("cancelled_because")
        batch_op.drop_column("conference_slug")
        batch_op.drop_column("duplicated_from_id")
        batch_op.drop_column("series_id")
        batch_op.drop_column("picture_id")
        batch_op.drop_column("approval_number")
        batch_op.drop_column("approval_body_slug")
        batch_op.drop_column("credit_unit")
        batch_op.drop_column("minimum_minutes")
        batch_op.drop_column("registration_closes_at")
        batch_op.drop_column("registration_opens_at")
        batch_op.drop_column("seats_taken")
        batch_op.drop_column("capacity")
        batch_op.drop_column("accessibility")
        batch_op.drop_column("video_link")
        batch_op.drop_column("is_all_day")
        batch_op.drop_column("audience")
        batch_op.alter_column("description", new_column_name="summary")
        batch_op.drop_column("level")
        batch_op.drop_column("specializations")
        batch_op.drop_column("sort")
        batch_op.drop_column("sequence")
        batch_op.drop_column("uid")

    with op.batch_alter_table("event_speakers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_speakers_event_id"))
        batch_op.drop_index(batch_op.f("ix_event_speakers_account_id"))

    op.drop_table("event_speakers")
    with op.batch_alter_table("event_invitations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_invitations_account_id"))

    op.drop_table("event_invitations")
    with op.batch_alter_table("event_follows", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_follows_account_id"))

    op.drop_table("event_follows")
    op.drop_table("event_series")
    op.drop_table("event_pictures")
