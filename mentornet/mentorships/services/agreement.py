"""What do the two agree on? Versions of terms: a change needs both again."""

from __future__ import annotations

import sqlalchemy as sa

from ...accounts.models import Account
from ...audit.services import record
from ...foundation import clock
from ...foundation.database import changed_rows, db
from ...foundation.errors import NotFoundError, Refusal
from ...notifications.services import settle
from ...programs.models import Side
from ..letters import tell_changed, tell_terms
from ..models import Mentorship, MentorshipGoal
from ..rules import LIVE, ChangedMeanwhileError, Terms, ensure_terms, is_agreed, refusal

CHANGED_MEANWHILE = (
    "The agreement was changed meanwhile. Nothing you did was taken over: read the new version first."
)


def propose_terms(mentorship: Mentorship, *, by: Account, terms: Terms, over: int) -> None:
    """Write a new version of the agreement, agreed to by its author; the other is asked.

    `over` is the version the author saw: ChangedMeanwhileError where there is a newer one, Refusal where the
    mentorship has ended. Goals that stay keep the day they were reached.
    """
    ensure_terms(terms, today=clock.today(by.time_zone))
    theirs = _agreed_column(mentorship, by)
    _change(
        mentorship,
        over=over,
        agreement_version=over + 1,
        cadence=terms.cadence,
        ends_on=terms.ends_on,
        agreement=terms.words,
        **{theirs: over + 1},
    )
    _replace_goals(mentorship, terms)
    _record("terms_proposed", mentorship, by=by)
    settle(None, key_prefix=f"mentorship:{mentorship.id}:terms:")
    tell_terms(mentorship, by=by)


def agree(mentorship: Mentorship, *, by: Account, version: int) -> None:
    """Agree to `version`, which must be the newest: Refusal where it is not, or the mentorship has ended."""
    if version < 1:
        raise Refusal("There is nothing to agree to yet. Write down your goals first.")
    _change(mentorship, over=version, **{_agreed_column(mentorship, by): version})
    settle(by.id, key_prefix=f"mentorship:{mentorship.id}:terms:")
    if is_agreed(mentorship):
        _record("agreed", mentorship, by=by)
        sentence = f"{by.display_name} agreed: your goals and how often you meet are settled."
        tell_changed(mentorship, by=by, what="agreed", sentence=sentence)


def mark_goal(mentorship: Mentorship, goal_id: int, *, by: Account, is_done: bool) -> None:
    """Mark a goal of the pair as reached, or as open again; pressing twice changes nothing twice."""
    goal = next((goal for goal in mentorship.goals if goal.id == goal_id), None)
    if goal is None:
        raise NotFoundError
    if mentorship.state not in LIVE:
        raise refusal(mentorship.state)
    was = MentorshipGoal.done_at.is_(None) if is_done else MentorshipGoal.done_at.is_not(None)
    mark = sa.update(MentorshipGoal).where(MentorshipGoal.id == goal.id, was)
    if not changed_rows(mark.values(done_at=clock.now() if is_done else None)):
        return
    _touch(mentorship)
    _record("goal_reached" if is_done else "goal_reopened", mentorship, by=by, goal=goal.id)
    db.session.refresh(mentorship)
    if is_done:
        sentence = f"{by.display_name} marked a goal as reached: “{goal.text}”."
        tell_changed(mentorship, by=by, what=f"goal:{goal.id}", sentence=sentence[:500])


def _agreed_column(mentorship: Mentorship, by: Account) -> str:
    return "mentee_agreed_to" if mentorship.side_of(by.id) is Side.MENTEE else "mentor_agreed_to"


def _change(mentorship: Mentorship, *, over: int, **values: object) -> None:
    """Change a live mentorship whose agreement is at version `over`, or refuse saying how it stands."""
    seen = sa.update(Mentorship).where(
        Mentorship.id == mentorship.id,
        Mentorship.agreement_version == over,
        Mentorship.state.in_(sorted(LIVE)),
    )
    changed = changed_rows(seen.values(changed_at=clock.now(), **values))
    db.session.refresh(mentorship)
    if not changed:
        raise (
            ChangedMeanwhileError(CHANGED_MEANWHILE)
            if mentorship.state in LIVE
            else refusal(mentorship.state)
        )


def _touch(mentorship: Mentorship) -> None:
    changed_rows(sa.update(Mentorship).where(Mentorship.id == mentorship.id).values(changed_at=clock.now()))


def _replace_goals(mentorship: Mentorship, terms: Terms) -> None:
    reached = {(goal.goal_slug, goal.text): goal.done_at for goal in mentorship.goals}
    mentorship.goals = [
        MentorshipGoal(
            goal_slug=goal.slug, text=goal.text, position=place, done_at=reached.get((goal.slug, goal.text))
        )
        for place, goal in enumerate(terms.goals)
    ]
    db.session.flush()  # the conditional change above is written already; this belongs to it


def _record(what: str, mentorship: Mentorship, *, by: Account, **details: object) -> None:
    record(
        f"mentorship.{what}",
        by=by,
        subject_type="mentorship",
        subject_id=mentorship.id,
        program_id=mentorship.program_id,
        version=mentorship.agreement_version,
        **details,
    )
