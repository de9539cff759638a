"""Which events does the demo community hold? Told by how far they are from today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from ..events.models import EventLevel
from ..events.rules import Repeat


@dataclass(frozen=True, slots=True)
class Plan:
    """One event of the demo: how many days ahead (or ago), from when (local) and for how many minutes."""

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
    capacity: int | None = None
    coming: int = 0
    level: EventLevel = EventLevel.ANY
    specializations: tuple[str, ...] = ()
    speakers: tuple[tuple[str, str], ...] = ()
    accessibility: str = ""
    approval: str = ""
    repeat: tuple[Repeat, int] | None = None
    picture: str = ""


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
        capacity=24,
        coming=24 + 3,
        level=EventLevel.BEGINNER,
        specializations=("de-escalation",),
        speakers=(
            ("Marcus Bell", "Behavioral health technician III, crisis unit"),
            ("Dr. Lan Vu", "Psychologist"),
        ),
        accessibility="Live captions. Slides go out the day before.",
        approval="state-nursing-boards",
        picture="Two people at a table, one leaning back with open hands",
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
        capacity=12,
        coming=7,
        specializations=("medication-support",),
        speakers=(("Priya Raman", "RN, formerly a technician for six years"),),
        repeat=(Repeat.FORTNIGHTLY, 6),
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
        capacity=10,
        coming=8,
        level=EventLevel.BEGINNER,
        repeat=(Repeat.WEEKLY, 6),
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
        coming=19,
        specializations=("documentation",),
        approval="nbcc-acep",
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
        capacity=15,
        coming=6,
        accessibility="Level entrance from the yard. Quiet corner by the window.",
        repeat=(Repeat.MONTHLY_WEEKDAY, 4),
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
        capacity=6,
        coming=6 + 2,
        specializations=("shift-leadership",),
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
        capacity=40,
        coming=17,
        specializations=("geriatric", "neurocognitive-memory-care"),
        speakers=(("Helen Okafor", "Charge nurse, memory care"),),
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
        capacity=60,
        coming=31,
        level=EventLevel.INTERMEDIATE,
        specializations=("trauma-informed-milieu",),
        approval="apa-ce",
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
        capacity=8,
        coming=5,
        repeat=(Repeat.MONTHLY_LAST, 4),
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
        capacity=180,
        coming=64,
        accessibility="Step-free, induction loop, a quiet room and a room for nursing parents.",
        approval="state-nursing-boards",
        picture="A hall with round tables before the guests arrive",
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
        specializations=("substance-use-counseling", "dual-diagnosis"),
        approval="nasw-approval",
    ),
    Plan(
        "Verbal de-escalation for new technicians",
        "workshop",
        ("de-escalation",),
        -9,
        time(17),
        120,
        PACIFIC,
        "",
        "What to do with your hands, your voice and your feet in the first minutes.",
        contact_minutes=120,
        capacity=30,
        coming=22,
    ),
    Plan(
        "Reading a medication sheet without guessing",
        "webinar",
        ("medication-basics",),
        -20,
        time(12),
        60,
        EASTERN,
        "",
        "Classes, common side effects, and what a technician tells the nurse at once.",
        contact_minutes=60,
        coming=35,
    ),
    Plan(
        "Summer picnic of mentors and mentees",
        "networking-meetup",
        ("career-ladder",),
        -75,
        time(11),
        180,
        PACIFIC,
        "Southside Park, Sacramento",
        "Bring a chair and the question you never dared to ask.",
        is_online=False,
        coming=41,
    ),
    Plan(
        "Cultural humility at the door of the unit",
        "workshop",
        ("cultural-humility",),
        40,
        time(9),
        180,
        PACIFIC,
        "Mercy House, Fresno, Room 2",
        "Names, interpreters, hair and food: small things that decide whether somebody stays.",
        is_online=True,
        contact_minutes=180,
        capacity=35,
        coming=3,
        specializations=("cultural-humility",),
    ),
)
