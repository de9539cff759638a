"""By which names are the catalogue's entries, languages and the house's own words known?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import sqlalchemy as sa

from ...accounts import zones
from ...catalogue.kinds import kind_of
from ...catalogue.models import Credential, Entry, Goal, Role, Specialization, State
from ...catalogue.naming import spellings
from ...catalogue.stamp import remembered
from ...foundation.database import db
from ...profiles.languages import LANGUAGES
from ...profiles.models import MeetingMode, ShiftPattern
from ...programs.models import Program
from ..rules import Names, make_names

Named = tuple[str, str, tuple[str, ...]]
ENTRIES: Mapping[str, type[Entry]] = {
    "role": Role,
    "goal": Goal,
    "subject": Specialization,
    "credential": Credential,
    "state": State,
}
KIND_WORDS = {
    "role": "Roles",
    "goal": "Goals",
    "subject": "Specializations, skills, settings and groups",
    "credential": "Credentials",
    "state": "States",
    "language": "Languages",
    "shift": "Shifts",
    "mode": "Ways to meet",
    "zone": "Time zones",
    "cohort": "Cohorts",
}
OTHER_LANGUAGES = {
    "es": ("espanol", "castilian"),
    "ase": ("asl", "sign language"),
    "zh": ("mandarin chinese", "putonghua"),
    "yue": ("cantonese chinese",),
    "fa": ("farsi",),
    "tl": ("filipino", "pilipino"),
    "ht": ("creole", "kreyol"),
    "pa": ("panjabi",),
    "nv": ("dine",),
}
SHIFTS = {
    ShiftPattern.DAYS: ("day", "day shift", "days only"),
    ShiftPattern.EVENINGS: ("evening", "evening shift", "swing", "pm shift"),
    ShiftPattern.NIGHTS: ("night", "night shift", "overnight", "overnights", "noc"),
    ShiftPattern.WEEKENDS: ("weekend", "weekend shift"),
    ShiftPattern.ROTATING: ("rotates", "rotating shifts", "varies", "variable", "it varies"),
}
MODES = {
    MeetingMode.ANY: ("either", "no preference", "both", "any way", "flexible"),
    MeetingMode.VIDEO: ("online", "virtual", "zoom", "teams", "video call", "remote"),
    MeetingMode.PHONE: ("call", "telephone", "phone call"),
    MeetingMode.IN_PERSON: ("in person", "face to face", "on site", "local"),
}


def names_for(program: Program) -> dict[str, Names]:
    """Return the names of every kind a column can hold, the program's cohorts among them."""
    cohorts = ((str(cohort.id), cohort.name, (cohort.name,)) for cohort in program.cohorts)
    return {**_of_the_catalogue(), **_of_the_house(), "cohort": make_names(cohorts)}


@remembered
def _of_the_catalogue() -> dict[str, Names]:
    return {kind: make_names(_entries(model)) for kind, model in ENTRIES.items()}


def _entries(model: type[Entry]) -> Iterator[Named]:
    kind = kind_of(model)
    columns = [kind.title_column, *(getattr(model, name) for name in kind.names)]
    live = sa.select(model.slug, *columns).where(model.retired_at.is_(None))
    for slug, title, *others in db.session.execute(live.order_by(model.position, model.slug)):
        names = [title, slug.replace("-", " ")]
        for other in others:
            names += other if isinstance(other, list) else [other]
        yield slug, title, tuple(spelling for name in names if name for spelling in spellings(str(name)))


def _of_the_house() -> dict[str, Names]:
    languages = (
        (code, name, (code, name, *OTHER_LANGUAGES.get(code, ()))) for code, name in LANGUAGES.items()
    )
    shifts = (
        (str(shift), str(shift).capitalize(), (str(shift), *others)) for shift, others in SHIFTS.items()
    )
    modes = ((str(mode), str(mode).capitalize(), (str(mode), *others)) for mode, others in MODES.items())
    return {
        "language": make_names(languages),
        "shift": make_names(shifts),
        "mode": make_names(modes),
        "zone": make_names(_zones()),
    }


def _zones() -> Iterator[Named]:
    for choices in zones.all_choices().values():
        for zone, name in choices:
            short = (f"{name} time", f"us/{name}") if zone in zones.USUAL else ()
            yield zone, name, (zone, name, *short)
