"""Who are the invented people? One sketch a person, drawn from the catalogue by a seeded chance."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from ..profiles.models import MeetingMode, ShiftPattern, Stance
from .field import COMMON_GOALS, ENTRY_ROLES, GOALS_BY_TRACK, Field
from .names import EMPLOYERS, FAMILY, GIVEN

THIS_YEAR = 2026
LANGUAGES = ("es", "tl", "vi", "zh", "ko", "ar", "ht", "so", "pt", "fr", "hmn", "am", "ru", "ase")
SHIFTS = (
    ShiftPattern.DAYS,
    ShiftPattern.EVENINGS,
    ShiftPattern.NIGHTS,
    ShiftPattern.WEEKENDS,
    ShiftPattern.ROTATING,
)
SHIFT_WEIGHTS = (36, 17, 20, 7, 20)
FREE_BLOCKS = {  # the four-hour blocks of a day (0 = midnight) in which people of a shift tend to be free
    ShiftPattern.DAYS: (4, 5),
    ShiftPattern.EVENINGS: (2, 3),
    ShiftPattern.NIGHTS: (3, 4),
    ShiftPattern.WEEKENDS: (2, 4),
    ShiftPattern.ROTATING: (2, 3, 4),
}
MEETING = (MeetingMode.ANY, MeetingMode.VIDEO, MeetingMode.PHONE, MeetingMode.IN_PERSON)
MEETING_WEIGHTS = (48, 34, 12, 6)


@dataclass(slots=True)
class Sketch:
    """Everything that is said of one invented person."""

    name: str
    address: str
    state: str
    zone: str
    role: str
    years: int
    employer: str
    shift: ShiftPattern
    blocks: int
    languages: list[str]
    meeting: MeetingMode
    about: str
    specializations: dict[tuple[str, Stance], None] = field(default_factory=dict)
    goals: dict[tuple[str, Stance], int] = field(default_factory=dict)
    credentials: dict[tuple[str, Stance], None] = field(default_factory=dict)
    walked: list[tuple[str, int, int | None]] = field(default_factory=list)
    target: str | None = None
    looks_for: str = ""
    seats: int = 0
    hours: int = 2
    offers: str = ""
    has_supervised: bool = False

    @property
    def is_mentor(self) -> bool:
        """Whether this person offers seats."""
        return self.seats > 0

    @property
    def is_mentee(self) -> bool:
        """Whether this person seeks a mentor."""
        return self.target is not None


class Painter:
    """Draws people from the field; the same seed draws the same people."""

    def __init__(
        self,
        field_: Field,
        seed: int,
        *,
        home_state: str | None = None,
        seat_weights: tuple[int, int, int] = (34, 46, 20),
    ) -> None:
        self.seat_weights = seat_weights
        self.field = field_
        self.chance = Random(seed)
        self.home_state = home_state
        self.entry = [role for role in ENTRY_ROLES if role in field_.levels]
        self.entry_weights = [ENTRY_ROLES[role] for role in self.entry]

    def mentee(self, number: int) -> Sketch:
        """Draw somebody who seeks a mentor for the next rung or the one after it."""
        chance = self.chance
        role = chance.choices(self.entry, self.entry_weights)[0]
        years = min(14, int(chance.expovariate(0.32)))
        sketch = self._somebody(number, role, years)
        sketch.target = self._climb(role, chance.choice((1, 1, 2)))[-1]
        self._wants(sketch)
        sketch.walked.append((role, THIS_YEAR - years, None))
        return sketch

    def mentor(self, number: int) -> Sketch:
        """Draw somebody who has climbed one to four rungs and offers one to three seats."""
        chance = self.chance
        start = chance.choices(self.entry, self.entry_weights)[0]
        path = [start, *self._climb(start, chance.choice((1, 1, 2, 2, 3)))]
        self_years = [max(1, min(7, round(chance.gauss(2.8, 1.2)))) for _ in path]
        years = sum(self_years) + chance.randint(0, 6)
        sketch = self._somebody(number, path[-1], years)
        began = THIS_YEAR - years
        for role, spent in zip(path[:-1], self_years, strict=False):
            sketch.walked.append((role, began, began + spent))
            began += spent
        sketch.walked.append((path[-1], began, None))
        self._gives(sketch, path)
        return sketch

    def _somebody(self, number: int, role: str, years: int) -> Sketch:
        chance = self.chance
        given, family = chance.choice(GIVEN), chance.choice(FAMILY)
        if self.home_state and chance.random() < 0.85:
            state, zone = next(pair for pair in self.field.states if pair[0] == self.home_state)
        else:
            state, zone = chance.choices(self.field.states, self.field.state_weights)[0]
        shift = chance.choices(SHIFTS, SHIFT_WEIGHTS)[0]
        employer = chance.choice(EMPLOYERS)
        return Sketch(
            name=f"{given} {family}",
            address=f"member{number}@members.example",
            state=state,
            zone=zone,
            role=role,
            years=years,
            employer=employer,
            shift=shift,
            blocks=self._blocks(shift),
            languages=["en", *([chance.choice(LANGUAGES)] if chance.random() < 0.3 else [])],
            meeting=chance.choices(MEETING, MEETING_WEIGHTS)[0],
            about=self._about(role, years, shift),
        )

    def _blocks(self, shift: ShiftPattern) -> int:
        bits = 0
        for day in range(7):
            for block in FREE_BLOCKS[shift]:
                if self.chance.random() < 0.42:
                    bits |= 1 << (day * 6 + block)
        return bits or 1 << (1 * 6 + 4)

    def _climb(self, role: str, steps: int) -> list[str]:
        path: list[str] = []
        here = role
        for _ in range(steps):
            ways = [to for to in self.field.steps_up.get(here, ()) if to not in path and to != role]
            if not ways:
                break
            here = self.chance.choice(ways)
            path.append(here)
        return path or ["lead-technician" if role != "lead-technician" else "shift-supervisor"]

    def _some(self, slugs: list[str] | tuple[str, ...], least: int, most: int) -> list[str]:
        count = min(len(slugs), self.chance.randint(least, most))
        return self.chance.sample(slugs, count) if count else []

    def _about(self, role: str, years: int, shift: ShiftPattern) -> str:
        title = self.field.titles[role].lower()
        length = "new to the field" if years == 0 else f"{years} year{'s' if years > 1 else ''} in the field"
        openings = (
            f"I work as a {title}, {length}, mostly {shift.value}.",
            f"{length.capitalize()}, now a {title}. {shift.value.capitalize()} suit my family best.",
            f"I came to this work by chance and stayed for the people: a {title}, {length}.",
        )
        return self.chance.choice(openings)

    def _wants(self, sketch: Sketch) -> None:
        areas, chance = self.field.areas, self.chance
        assert sketch.target is not None  # noqa: S101 - a mentee's sketch has its target by now
        likely = GOALS_BY_TRACK.get(self.field.tracks[sketch.target], ())
        goals = list(dict.fromkeys([*self._some(likely, 1, 2), *self._some(COMMON_GOALS, 1, 2)]))
        sketch.goals = {(slug, Stance.WANTED): rank for rank, slug in enumerate(goals, start=1)}
        held = self._some(areas["care-setting"], 1, 1) + self._some(areas["population"], 1, 2)
        wanted = self._some(self.field.clinical, 1, 2) + self._some(areas["practice-skill"], 1, 2)
        sketch.specializations = dict.fromkeys(
            [(slug, Stance.HELD) for slug in held] + [(slug, Stance.WANTED) for slug in wanted + held[:1]]
        )
        needed = self.field.needed.get((sketch.role, sketch.target), [])
        sketch.credentials = dict.fromkeys(
            [(slug, Stance.WANTED) for slug in needed[:2]]
            + [(slug, Stance.HELD) for slug in self._some(("bls", "cpi-nci", "mhfa"), 0, 2)]
        )
        aim = self.field.titles[sketch.target].lower()
        sketch.looks_for = chance.choice(
            (
                f"Somebody who has walked the way to {aim} and can tell me what it cost in time and money.",
                f"I would like to hear how you became a {aim} while working shifts.",
                f"Honest talk about whether {aim} is the right next step for me, and a plan if it is.",
            )
        )

    def _gives(self, sketch: Sketch, path: list[str]) -> None:
        areas, chance, field_ = self.field.areas, self.chance, self.field
        likely = [slug for role in path[1:] for slug in GOALS_BY_TRACK.get(field_.tracks[role], ())]
        goals = list(
            dict.fromkeys([*self._some(list(dict.fromkeys(likely)), 1, 3), *self._some(COMMON_GOALS, 1, 3)])
        )
        sketch.goals = {(slug, Stance.OFFERED): 0 for slug in goals}
        offered = (
            self._some(areas["care-setting"], 1, 2)
            + self._some(areas["population"], 1, 2)
            + self._some(field_.clinical, 1, 3)
            + self._some(areas["practice-skill"], 1, 3)
        )
        sketch.specializations = dict.fromkeys((slug, Stance.OFFERED) for slug in offered)
        held = [slug for role in path[1:] for slug in field_.credentials_of.get(role, ())[:2]]
        held += [slug for edge in pairwise(path) for slug in field_.needed.get(edge, ())]
        sketch.credentials = dict.fromkeys((slug, Stance.HELD) for slug in [*held[:5], "bls"])
        sketch.seats = chance.choices((1, 2, 3), self.seat_weights)[0]
        sketch.hours = sketch.seats * chance.choice((1, 2, 2, 3))
        sketch.has_supervised = any(field_.tracks[role] == "leadership" for role in path)
        now, first = field_.titles[path[-1]].lower(), field_.titles[path[0]].lower()
        sketch.offers = chance.choice(
            (
                f"I began as a {first} and am a {now} today. Ask me anything about the way between.",
                f"The step to {now} nearly did not happen. I can show you what I would do sooner.",
                "I listen first. Then we make a plan that fits your shifts, and I keep you to it kindly.",
            )
        )
