"""What is an entry of the catalogue? One table a kind, all kinds alike in source, trust and edits."""

from .credentials import CeApprovalBody, CeConvention, Credential, State
from .entry import Confidence, Entry
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
from .subjects import Goal, Specialization, SpecializationArea

__all__ = [
    "CeApprovalBody",
    "CeConvention",
    "Challenge",
    "Conference",
    "Confidence",
    "ConflictRule",
    "Credential",
    "Entry",
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
