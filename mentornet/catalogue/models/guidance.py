"""What do people ask, what stands in the way, and what keeps them safe?"""

from __future__ import annotations

import sqlalchemy as sa

from ...foundation.database import Mapped, Name, mapped_column
from .entry import Entry, about


class Faq(Entry):
    """A common question with its answer."""

    question: Mapped[str] = mapped_column(sa.String(300))
    answer: Mapped[str] = mapped_column(sa.Text)
    related_goals: Mapped[list[str]] = mapped_column(default=list, info=about(refers_to="goals"))
    related_roles: Mapped[list[str]] = mapped_column(default=list, info=about(refers_to="roles"))
    related_credentials: Mapped[list[str]] = mapped_column(default=list, info=about(refers_to="credentials"))
    related_specializations: Mapped[list[str]] = mapped_column(
        default=list, info=about(refers_to="specializations")
    )
    related_challenges: Mapped[list[str]] = mapped_column(default=list, info=about(refers_to="challenges"))
    is_in_article: Mapped[bool] = mapped_column(default=False, info=about("Named in the founding article"))


class Challenge(Entry):
    """Something that stands in the way, with facts and what helps."""

    name: Mapped[Name]
    what_it_looks_like: Mapped[str] = mapped_column(sa.Text, default="")
    facts: Mapped[list[str]] = mapped_column(default=list)
    supportive_content: Mapped[list[str]] = mapped_column(default=list)
    related_goals: Mapped[list[str]] = mapped_column(default=list, info=about(refers_to="goals"))
    is_in_article: Mapped[bool] = mapped_column(default=False, info=about("Named in the founding article"))


class SupportResource(Entry):
    """Where somebody in need can turn."""

    name: Mapped[Name]
    kind: Mapped[str] = mapped_column(sa.String(40))
    how_to_reach: Mapped[Name]
    hours: Mapped[str] = mapped_column(sa.String(40), default="")
    for_whom: Mapped[Name] = mapped_column(default="")
    show_when: Mapped[Name] = mapped_column(default="")


class WellbeingInstrument(Entry):
    """A questionnaire, with what its licence lets us do."""

    name: Mapped[Name]
    measures: Mapped[str] = mapped_column(sa.Text, default="")
    items: Mapped[str] = mapped_column(sa.String(20), default="")
    licence_status: Mapped[Name] = mapped_column(default="")
    can_ship: Mapped[str] = mapped_column(sa.String(20), default="no")
    conditions: Mapped[str] = mapped_column(sa.Text, default="")
    evidence: Mapped[str] = mapped_column(sa.Text, default="")
    recommendation: Mapped[Name] = mapped_column(default="")


class PhiIdentifier(Entry):
    """A class of client identifier that no text here may hold."""

    identifier_class: Mapped[Name]
    automatic_check: Mapped[Name] = mapped_column(default="")
    typical_slip_in_this_field: Mapped[Name] = mapped_column(default="")


class ConflictRule(Entry):
    """A tie between two people that forbids or burdens mentoring."""

    rule: Mapped[str] = mapped_column(sa.String(300))
    applies_to: Mapped[Name] = mapped_column(default="")
    platform_action: Mapped[Name] = mapped_column(default="")
    severity: Mapped[str] = mapped_column(
        sa.String(20), default="medium", info=about(one_of=("low", "medium", "high"))
    )


class MenteeQuestion(Entry):
    """A question people of the field really asked, in other words."""

    theme: Mapped[str] = mapped_column(sa.String(60))
    what_is_asked: Mapped[str] = mapped_column(sa.String(300))
    who_asks: Mapped[Name] = mapped_column(default="")
    related_goals: Mapped[list[str]] = mapped_column(default=list, info=about(refers_to="goals"))
    feature_hint: Mapped[Name] = mapped_column(default="")


class FieldStat(Entry):
    """A dated figure about the field."""

    measure: Mapped[Name]
    value: Mapped[str] = mapped_column(sa.String(40))
    unit: Mapped[str] = mapped_column(sa.String(60), default="")
    period: Mapped[str] = mapped_column(sa.String(40), default="")
    geography: Mapped[str] = mapped_column(sa.String(60), default="")
