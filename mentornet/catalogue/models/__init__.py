"""What is an entry of the catalogue? One table a kind, all kinds alike in source, trust and edits."""

from .credentials import CeApprovalBody, CeConvention, Credential, State
from .entry import CatalogueStamp, Confidence, Entry, EntryFlag
from .gatherings import Conference, EventKind, EventTopic, Organization
from .guidance import (
    Challenge,
    ConflictRule,
    Faq,
    FieldStat,
    MenteeQuestion,
    PhiIdentifier,
    SupportResource,
    WellbeingInstrument,
)
from .ladder import Level, Role, Track, Transition
from .subjects import Acronym, Goal, Specialization, SpecializationArea

__all__ = [
    "Acronym",
    "CatalogueStamp",
    "CeApprovalBody",
    "CeConvention",
    "Challenge",
    "Conference",
    "Confidence",
    "ConflictRule",
    "Credential",
    "Entry",
    "EntryFlag",
    "EventKind",
    "EventTopic",
    "Faq",
    "FieldStat",
    "Goal",
    "Level",
    "MenteeQuestion",
    "Organization",
    "PhiIdentifier",
    "Role",
    "Specialization",
    "SpecializationArea",
    "State",
    "SupportResource",
    "Track",
    "Transition",
    "WellbeingInstrument",
]
