"""What lies ahead and behind in the demo community? Two dozen events, always around today."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time, timedelta

import sqlalchemy as sa
from PIL import Image, ImageDraw

from ..accounts.models import Account
from ..events import rules, services
from ..events.models import Audience, Event, EventSort, EventSpeaker, EventState
from ..events.registering.services import register
from ..events.rules import Repeat
from ..events.suggesting import first_words
from ..foundation import clock
from ..foundation.database import db
from ..programs.models import Cohort, Enrolment, EnrolmentState, Program
from .plans import CENTRAL, PACIFIC, PLANS, Plan
from .programmes import add_programme

BEFORE = timedelta(days=21)
TRACKED = (  # the catalogue's conference, days ahead, days long, where
    ("natcon", 160, 3, "Philadelphia, Pennsylvania"),
    ("naadac-annual", 320, 5, "Denver, Colorado"),
    ("mha-conference", -45, 2, "Online and in Washington, D.C."),
)


def add_events(program: Program, *, by: Account) -> list[Event]:
    """Add the events counted from today: ahead, past, in series, full, elsewhere, and some that await a word."""
    people = _people(program)
    events = [_add(plan, program, people, by=by) for plan in PLANS]
    return [
        *events,
        *_track(program, people, by=by),
        *_await(program, people),
        _for_group(program, people, by=by),
    ]


def _people(program: Program) -> Sequence[Account]:
    enrolled = sa.select(Account).join(Enrolment, Enrolment.account_id == Account.id)
    return db.session.scalars(
        enrolled.where(Enrolment.program_id == program.id, Enrolment.state == EnrolmentState.ACTIVE)
        .order_by(Account.id)
        .limit(150)
    ).all()


def _add(plan: Plan, program: Program, people: Sequence[Account], *, by: Account) -> Event:
    day = clock.today(plan.zone) + timedelta(days=plan.days_ahead)
    starts_at = rules.moment_on(datetime.combine(day, plan.begins), plan.zone)
    event = Event(
        title=plan.title,
        kind_slug=plan.kind,
        topics=list(plan.topics),
        specializations=list(plan.specializations),
        level=plan.level,
        description=plan.description,
        host=program.host,
        program_id=program.id,
        organizer_id=by.id,
        state=EventState.PUBLISHED,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=plan.minutes),
        time_zone=plan.zone,
        is_online=plan.is_online,
        place=plan.place,
        video_link="https://video.example/golden-state" if plan.is_online else "",
        accessibility=plan.accessibility,
        capacity=plan.capacity,
        contact_minutes=plan.contact_minutes,
        approval_body_slug=plan.approval or None,
        cost=plan.cost,
    )
    event.speakers = [
        EventSpeaker(position=place, name=name, about=about)
        for place, (name, about) in enumerate(plan.speakers)
    ]
    db.session.add(event)
    db.session.flush()  # what follows names it
    if plan.picture:
        services.set_picture(event, by=by, content=_drawing(event.id), alt=plan.picture)
    if plan.repeat:
        repeat, times = plan.repeat
        services.make_series(event, by=by, repeat=_fitting(repeat, event), times=times)
    _let_come(event, people, plan.coming)
    if plan.kind == "conference":
        add_programme(event, people, by=by)
    return event


def _fitting(repeat: Repeat, event: Event) -> Repeat:
    """Return the way that the event's day allows: not every day is the last of its kind in a month."""
    ways = rules.ways_for(rules.wall_of(event.starts_at, event.time_zone).date())
    return repeat if repeat in ways else Repeat.MONTHLY_DAY


def _let_come(event: Event, people: Sequence[Account], count: int) -> None:
    """Let people register three weeks before the event at the latest; who finds it full stands in line."""
    first = event.id * 7 % max(1, len(people))
    coming = [*people[first:], *people[:first]][:count]
    with clock.frozen_at(min(clock.now(), event.starts_at - BEFORE)):
        for account in coming:
            register(event, by=account, is_seen=account.id % 3 > 0)


def _drawing(seed: int) -> bytes:
    """Draw a quiet picture: a ladder over hills."""
    sheet = Image.new("RGB", (1200, 630), "#f3efe6")
    pen = ImageDraw.Draw(sheet)
    for step, shade in enumerate(("#cfe3df", "#a9cfc9", "#7fb8b0")):
        left = -200 + (seed * 97 + step * 310) % 500
        pen.ellipse((left, 330 + step * 70, left + 1300, 1100 + step * 70), fill=shade)
    for rail in (700, 860):
        pen.line((rail, 80, rail - 120, 600), fill="#0b6b64", width=16)
    for rung in range(6):
        height = 130 + rung * 80
        lean = (height - 80) * 120 // 520
        pen.line((700 - lean, height, 860 - lean, height), fill="#0b6b64", width=14)
    kept = io.BytesIO()
    sheet.save(kept, "PNG")
    return kept.getvalue()


def _track(program: Program, people: Sequence[Account], *, by: Account) -> list[Event]:
    """Add conferences that others hold; some members follow them, some go."""
    tracked = []
    for slug, days_ahead, days_long, place in TRACKED:
        words = first_words({"conference": slug}) or {}
        first = clock.today(CENTRAL) + timedelta(days=days_ahead)
        starts_at, ends_at = rules.whole_days(first, first + timedelta(days=days_long - 1), CENTRAL)
        event = Event(
            title=words["title"],
            kind_slug="conference",
            topics=["career-ladder"],
            host=words["host"],
            website=words["website"],
            sort=EventSort.TRACKED,
            conference_slug=slug,
            program_id=program.id,
            organizer_id=by.id,
            state=EventState.PUBLISHED,
            starts_at=starts_at,
            ends_at=ends_at,
            time_zone=CENTRAL,
            is_all_day=True,
            place=place,
        )
        db.session.add(event)
        db.session.flush()  # those who follow name it
        for account in people[days_long : days_long + 6]:
            services.follow_event(event, by=account).is_going = account.id % 2 == 0
        tracked.append(event)
    return tracked


def _await(program: Program, people: Sequence[Account]) -> list[Event]:
    """Let a member propose an evening, so that a coordinator finds something to look over."""
    author = people[3]
    starts_at = rules.moment_on(
        datetime.combine(clock.today(author.time_zone) + timedelta(days=22), time(19)), author.time_zone
    )
    event = services.announce_event(
        by=author,
        title="Practice audience: what night shifts taught me",
        kind_slug="networking-meetup",
        topics=["self-care-burnout"],
        description="I give this talk in spring and want to try it out. Twenty minutes, then your honest words.",
        host=author.display_name,
        program_id=program.id,
        audience=Audience.PROGRAM,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=60),
        time_zone=author.time_zone,
        is_online=True,
    )
    services.propose_event(event, by=author)
    return [event]


def _for_group(program: Program, people: Sequence[Account], *, by: Account) -> Event:
    """Let a few people begin together, with an evening for them alone."""
    group = Cohort(
        program=program, name="Newcomers on nights", begins_on=clock.today(CENTRAL) - timedelta(days=20)
    )
    db.session.add(group)
    db.session.flush()  # those in it name it
    theirs = sa.update(Enrolment).where(
        Enrolment.program_id == program.id, Enrolment.account_id.in_([one.id for one in people[:14]])
    )
    db.session.execute(theirs.values(cohort_id=group.id))
    starts_at = rules.moment_on(datetime.combine(clock.today(PACIFIC) + timedelta(days=9), time(17)), PACIFIC)
    event = services.announce_event(
        by=by,
        title="First month on nights: what nobody told you",
        kind_slug="networking-meetup",
        topics=["self-care-burnout"],
        description="An open hour for those who began last month. Bring one question.",
        host=program.host,
        program_id=program.id,
        audience=Audience.COHORT,
        cohort_id=group.id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=60),
        time_zone=PACIFIC,
        is_online=True,
        video_link="https://video.example/golden-state",
    )
    services.publish_event(event, by=by)
    _let_come(event, people[:14], 6)
    return event
