"""Whom does the demo begin with? A mentee and a mentor with a story of their own, who fit."""

from __future__ import annotations

from ..profiles.models import MeetingMode, ShiftPattern, Stance
from .field import Field
from .log_ins import MENTEE, MENTOR
from .people import Painter, Sketch


def maribel(painter: Painter) -> Sketch:
    """Sketch the demo's mentee: a technician on nights who wants to become a nurse."""
    sketch = painter.mentee(0)
    sketch.name, sketch.address = "Maribel Santos", MENTEE
    sketch.state, sketch.zone = _home(painter.field)
    sketch.role, sketch.years, sketch.target = "mental-health-technician", 3, "registered-nurse"
    sketch.employer, sketch.shift, sketch.meeting = (
        "Stillwater Psychiatric Hospital",
        ShiftPattern.NIGHTS,
        MeetingMode.VIDEO,
    )
    sketch.languages = ["en", "es"]
    sketch.blocks = _blocks((1, 4), (3, 3), (3, 4), (6, 2))
    sketch.about = "Three years of nights on an adult acute unit. My daughter is in third grade, so I plan around her school day."
    sketch.looks_for = "Somebody who went from technician to RN while working, and can tell me what it cost in time, money and sleep."
    sketch.goals = {
        ("nursing-path", Stance.WANTED): 1,
        ("pay-for-school", Stance.WANTED): 2,
        ("crisis-skills", Stance.WANTED): 3,
    }
    sketch.specializations = dict.fromkeys(
        [
            ("inpatient-acute", Stance.HELD),
            ("geriatric", Stance.WANTED),
            ("de-escalation", Stance.WANTED),
            ("medication-support", Stance.WANTED),
        ]
    )
    sketch.credentials = {("cpi-nci", Stance.HELD): None, ("bls", Stance.HELD): None}
    sketch.walked = [("psychiatric-aide", 2021, 2023), ("mental-health-technician", 2023, None)]
    return sketch


def denise(painter: Painter) -> Sketch:
    """Sketch the demo's mentor: a nurse who began as a technician."""
    sketch = painter.mentor(1)
    sketch.name, sketch.address = "Denise Okafor", MENTOR
    sketch.state, sketch.zone = _home(painter.field)
    sketch.role, sketch.years = "registered-nurse", 11
    sketch.employer, sketch.shift, sketch.meeting = (
        "Juniper Ridge State Hospital",
        ShiftPattern.DAYS,
        MeetingMode.ANY,
    )
    sketch.languages = ["en", "es"]
    sketch.blocks = _blocks((1, 4), (2, 4), (3, 4), (5, 2), (6, 2))
    sketch.about = "Psychiatric nurse, eleven years in, six of them as a technician on nights."
    sketch.offers = "I did prerequisites between night shifts and nearly quit twice. I can show you the order I would take things in now."
    sketch.goals = {
        ("nursing-path", Stance.OFFERED): 0,
        ("pay-for-school", Stance.OFFERED): 0,
        ("crisis-skills", Stance.OFFERED): 0,
        ("documentation", Stance.OFFERED): 0,
    }
    sketch.specializations = dict.fromkeys(
        [
            ("inpatient-acute", Stance.OFFERED),
            ("geriatric", Stance.OFFERED),
            ("de-escalation", Stance.OFFERED),
            ("medication-support", Stance.OFFERED),
        ]
    )
    sketch.walked = [
        ("mental-health-technician", 2015, 2019),
        ("licensed-psychiatric-technician", 2019, 2021),
        ("registered-nurse", 2021, None),
    ]
    sketch.seats, sketch.hours, sketch.has_supervised = 3, 5, True
    return sketch


def _home(field: Field) -> tuple[str, str]:
    return next(pair for pair in field.states if pair[0] == "us-ca")


def _blocks(*day_and_block: tuple[int, int]) -> int:
    return sum(1 << (day * 6 + block) for day, block in day_and_block)
