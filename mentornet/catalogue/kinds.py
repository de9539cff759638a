"""Which kinds of entry are there? One record a kind drives loading, searching, the pages and the editing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ..foundation.errors import NotFoundError
from . import models as m
from .models import Entry

BOOKKEEPING = frozenset(
    {"shipped_digest", "edited_at", "edited_by_id", "retired_at", "edition", "position", "search_text"}
)


@dataclass(frozen=True)
class Kind:
    """A kind of entry: its table, its words and what of it people search and filter by."""

    model: type[Entry]
    one: str
    many: str
    about: str
    title: str = "name"
    names: tuple[str, ...] = ()  # columns that hold further names
    texts: tuple[str, ...] = ()  # columns that are searched but are no names
    filters: tuple[str, ...] = ()
    lead: str = ""  # the column shown below the title in lists
    icon: str = "book"

    @property
    def key(self) -> str:
        """The kind's part of an address: `event-kinds`."""
        return self.table.replace("_", "-")

    @property
    def is_public(self) -> bool:
        """Whether the kind has pages for everybody."""
        return self.table in IN_READING_ORDER

    @property
    def table(self) -> str:
        """The name of the kind's table, which is also its shipped file's."""
        return str(self.model.__tablename__)

    def title_of(self, entry: Entry) -> str:
        """Return what `entry` is called."""
        return str(getattr(entry, self.title))

    @property
    def title_column(self) -> Any:
        """The mapped column that holds the title."""
        return getattr(self.model, self.title)

    def columns(self) -> Iterator[sa.Column[Any]]:
        """Yield the columns that people write, the slug first and trust last."""
        trust = ("source", "confidence", "checked_on")
        columns: Any = self.model.__table__.columns
        yield columns["slug"]
        yield from (c for c in columns if c.name not in {*BOOKKEEPING, *trust, "slug"})
        yield from (columns[name] for name in trust)

    def references(self) -> Iterator[tuple[str, str]]:
        """Yield (column, table) for each column that holds slugs of another table."""
        for column in self.columns():
            if table := column.info.get("refers_to"):
                yield column.name, table


# In the order they are loaded: what others point to by a foreign key comes first.
KINDS = (
    Kind(m.Track, "track", "Tracks", "The branches of the ladder.", lead="description", icon="ladder"),
    Kind(m.Level, "level", "Levels", "How high a rung is.", lead="meaning"),
    Kind(
        m.Role,
        "role",
        "Roles",
        "Every rung, with other names for it, its duties and who directs the work.",
        title="title",
        names=("aliases",),
        filters=("track_slug", "level"),
        lead="what_changes_at_this_rung",
        icon="ladder",
    ),
    Kind(
        m.Credential,
        "credential",
        "Credentials",
        "Certificates, licences, registrations and trainings, with renewal where it is known.",
        names=("abbreviation",),
        texts=("issuer",),
        filters=("kind", "jurisdiction"),
        lead="issuer",
        icon="award",
    ),
    Kind(
        m.Transition,
        "step",
        "Steps",
        "Steps from one role to another.",
        title="slug",
        filters=("kind",),
        lead="what_it_takes",
    ),
    Kind(
        m.SpecializationArea,
        "area",
        "Areas",
        "Groups of specializations.",
        lead="description",
    ),
    Kind(
        m.Specialization,
        "specialization",
        "Specializations",
        "Populations, settings, conditions and skills that mentoring can be about.",
        names=("aliases",),
        filters=("area_slug",),
        lead="description",
        icon="star",
    ),
    Kind(
        m.Goal,
        "goal",
        "Goals",
        "What mentoring can be for, with milestones to begin from.",
        title="title",
        texts=("description",),
        filters=("category",),
        lead="description",
        icon="flag",
    ),
    Kind(
        m.State,
        "state",
        "States and territories",
        "Whether a licence is needed, which board, which compacts.",
        names=("code",),
        filters=("psych_tech_licensed", "census_region"),
        lead="note",
        icon="pin",
    ),
    Kind(
        m.Organization,
        "organization",
        "Organizations",
        "Bodies and resources of the field, by what they help with.",
        title="official_name",
        names=("abbreviation",),
        texts=("offers",),
        filters=("serves_goals", "is_in_article"),
        lead="offers",
        icon="people",
    ),
    Kind(
        m.Conference,
        "conference",
        "Conferences",
        "Gatherings that come round each year, with their usual months.",
        filters=("usual_months",),
        lead="typical_audience",
        icon="calendar",
    ),
    Kind(
        m.EventKind,
        "kind of event",
        "Kinds of event",
        "What an event can be.",
        lead="definition",
    ),
    Kind(
        m.EventTopic,
        "event topic",
        "Event topics",
        "What events are about.",
        icon="calendar",
    ),
    Kind(
        m.Faq,
        "question",
        "Questions and answers",
        "Short answers to what people of this field ask.",
        title="question",
        texts=("answer",),
        lead="answer",
        icon="info",
    ),
    Kind(
        m.Challenge,
        "challenge",
        "Challenges",
        "What stands in the way, with facts and what helps.",
        lead="what_it_looks_like",
        icon="shield",
    ),
    Kind(
        m.SupportResource,
        "support",
        "Support",
        "Where to turn in need.",
        lead="how_to_reach",
        icon="heart",
    ),
    Kind(
        m.FieldStat,
        "figure",
        "Figures of the field",
        "Dated figures with their sources.",
        title="measure",
        filters=("period",),
        icon="chart",
    ),
    Kind(
        m.CeConvention,
        "counting rule",
        "Counting rules",
        "How education hours are counted.",
        title="term",
        lead="rule",
        icon="clock",
    ),
    Kind(
        m.CeApprovalBody,
        "approver",
        "Approvers",
        "Who approves education hours, and for whom they count.",
        lead="counts_for",
        icon="check",
    ),
    Kind(
        m.WellbeingInstrument,
        "questionnaire",
        "Questionnaires",
        "Questionnaires and what their licences allow.",
        lead="measures",
    ),
    Kind(
        m.PhiIdentifier,
        "client identifier",
        "Client identifiers",
        "What no text here may hold.",
        title="identifier_class",
        lead="typical_slip_in_this_field",
    ),
    Kind(
        m.ConflictRule,
        "conflict rule",
        "Conflict rules",
        "Ties that forbid or burden mentoring.",
        title="rule",
        lead="platform_action",
    ),
    Kind(
        m.MenteeQuestion,
        "question asked",
        "Questions asked",
        "What mentees ask, in other words.",
        title="what_is_asked",
        filters=("theme",),
    ),
    Kind(
        m.Acronym,
        "set of letters",
        "Letters with several meanings",
        "Short forms that mean different things here.",
        title="letters",
        texts=("meanings",),
    ),
)

# In the order people read them; the other kinds have no pages of their own.
IN_READING_ORDER = (
    "roles",
    "credentials",
    "states",
    "specializations",
    "goals",
    "faqs",
    "challenges",
    "organizations",
    "conferences",
    "tracks",
    "field_stats",
    "ce_conventions",
    "ce_approval_bodies",
)

BY_KEY = {kind.key: kind for kind in KINDS}
BY_TABLE = {kind.table: kind for kind in KINDS}
BY_MODEL: dict[type[Entry], Kind] = {kind.model: kind for kind in KINDS}


PUBLIC = tuple(BY_TABLE[table] for table in IN_READING_ORDER)


def kind_of(model: type[Entry]) -> Kind:
    """Return the kind whose rows are `model`."""
    return BY_MODEL[model]


def get_kind(key: str, *, public: bool = False) -> Kind:
    """Return the kind of an address's part, or raise NotFoundError; `public` leaves out those without pages."""
    kind = BY_KEY.get(key)
    if kind is None or (public and not kind.is_public):
        raise NotFoundError
    return kind
