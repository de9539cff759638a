"""What lies ahead in the demo community? A dozen events, always in the weeks to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..events.models import Event, EventState
from ..foundation import clock
from ..foundation.database import db
from ..programs.models import Program


@dataclass(frozen=True, slots=True)
class Plan:
    """One event of the demo: how many days ahead, from when (local) and for how many minutes."""

    title: str
    kind: str
    topics: tuple[str, ...]
    days_ahead: int
    begins: time
    minutes: int
    zone: str
    place: str
    description: str
    is_online: bool = True
    contact_minutes: int = 0
    cost: str = "Free"
    is_of_program: bool = True


PACIFIC, CENTRAL, EASTERN = "America/Los_Angeles", "America/Chicago", "America/New_York"

PLANS = (
    Plan(
        "De-escalation refresher: the first ninety seconds",
        "workshop",
        ("de-escalation",),
        3,
        time(18),
        120,
        PACIFIC,
        "",
        "Early signs, voice and distance, and what to say when nothing you say helps. Practice in pairs with invented cases.",
        contact_minutes=120,
    ),
    Plan(
        "Office hours: from technician to RN",
        "office-hours",
        ("career-ladder",),
        5,
        time(7, 30),
        60,
        PACIFIC,
        "",
        "Two nurses who began as technicians answer questions about prerequisites, cost and working nights while studying.",
    ),
    Plan(
        "NCPT study group, level 1",
        "study-group",
        ("certification-prep",),
        6,
        time(19),
        90,
        CENTRAL,
        "",
        "Six evenings, one chapter each. Come to the first or to any; bring the question you got wrong.",
    ),
    Plan(
        "Notes that stand up: documentation for technicians",
        "webinar",
        ("documentation",),
        9,
        time(12),
        75,
        EASTERN,
        "",
        "What to write, what to leave out, and how to describe what you saw without guessing why.",
        contact_minutes=75,
    ),
    Plan(
        "Coffee after nights",
        "networking-meetup",
        ("career-ladder",),
        11,
        time(8),
        60,
        PACIFIC,
        "Café Alma, 14 Orchard Street, Sacramento",
        "For everyone who comes off a night shift and has nobody awake to talk to. No program, good coffee.",
        is_online=False,
    ),
    Plan(
        "Mock interviews for lead technician posts",
        "mock-interview-clinic",
        ("leadership-basics",),
        13,
        time(17),
        90,
        PACIFIC,
        "",
        "Ten minutes in the chair, ten of honest words from a panel of leads and supervisors.",
    ),
    Plan(
        "Working with older adults: delirium, dementia or depression",
        "workshop",
        ("geriatric-care",),
        16,
        time(9),
        180,
        CENTRAL,
        "Marigold Valley Behavioral Health, Education Room",
        "Three pictures that look alike at 2 am, and how to tell the nurse what you see.",
        is_online=False,
        contact_minutes=180,
    ),
    Plan(
        "Paying for school without drowning",
        "webinar",
        ("school-and-funding",),
        19,
        time(18, 30),
        60,
        EASTERN,
        "",
        "Employer tuition, apprenticeships, loan repayment, and the questions to ask before you sign.",
    ),
    Plan(
        "Trauma-informed care on a busy unit",
        "ce-course",
        ("trauma-informed-care",),
        24,
        time(10),
        240,
        PACIFIC,
        "",
        "What the principles mean at medication time, in the dining room and after a restraint.",
        contact_minutes=240,
        cost="USD 20, free for program members",
    ),
    Plan(
        "Peer circle: after a hard shift",
        "support-circle",
        ("self-care-burnout",),
        26,
        time(20),
        60,
        PACIFIC,
        "",
        "A facilitated hour for technicians. No client details, no advice unless asked for, and 988 for whoever needs more.",
    ),
    Plan(
        "Winter conference of the Golden State Technicians' Network",
        "conference",
        ("career-ladder", "leadership-basics"),
        47,
        time(8, 30),
        540,
        PACIFIC,
        "Riverside Conference Hall, Sacramento",
        "A day of workshops by technicians for technicians, with mentors at every table.",
        is_online=False,
        contact_minutes=360,
        cost="USD 60, scholarships on request",
    ),
    Plan(
        "Substance use basics for inpatient staff",
        "webinar",
        ("substance-use",),
        33,
        time(13),
        90,
        CENTRAL,
        "",
        "Withdrawal you can see, words that help, and the door to the CADC credential.",
        contact_minutes=90,
    ),
)


def add_events(program: Program, *, organizer_id: int) -> list[Event]:
    """Add the dozen events, published, counted from today."""
    return [_add(plan, program, organizer_id) for plan in PLANS]


def _add(plan: Plan, program: Program, organizer_id: int) -> Event:
    day = clock.today(plan.zone) + timedelta(days=plan.days_ahead)
    starts_at = datetime.combine(day, plan.begins, ZoneInfo(plan.zone))
    event = Event(
        title=plan.title,
        kind_slug=plan.kind,
        topics=list(plan.topics),
        description=plan.description,
        host=program.host,
        program_id=program.id if plan.is_of_program else None,
        organizer_id=organizer_id,
        state=EventState.PUBLISHED,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=plan.minutes),
        time_zone=plan.zone,
        is_online=plan.is_online,
        place=plan.place,
        contact_minutes=plan.contact_minutes,
        cost=plan.cost,
    )
    db.session.add(event)
    return event
