"""What can a column of a spreadsheet be, and what is it likely to be by its heading?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from ...foundation.errors import Refusal
from ...foundation.words import folded
from ...programs.models import ProgramQuestion, Side

LEAVE_OUT = ""
OWN_WORDS = "words"
NEW_QUESTION = "new-question"
QUESTION = "question:"
LIKE_ENOUGH = 88.0
"""How alike, of 100, a heading must be to a name of ours to be taken for it."""
LONGEST_PROMPT = 300


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a column can be; `kind` is the list its values are looked up in, if they are names."""

    name: str
    label: str
    group: str
    headings: tuple[str, ...] = ()
    kind: str = ""
    is_list: bool = False
    side: Side | None = None


PERSON, WORK, HELP, TERMS = "Who they are", "Their work", "What it is about", "How they are matched"
FIELDS = (
    Field("email", "Mail address", PERSON, ("email", "email address", "e-mail", "mail", "address", "work email")),
    Field("name", "Name", PERSON, ("name", "full name", "display name", "participant", "your name")),
    Field("first_name", "First name", PERSON, ("first name", "given name", "forename", "preferred name")),
    Field("last_name", "Last name", PERSON, ("last name", "surname", "family name")),
    Field(
        "side",
        "Mentee or mentor",
        PERSON,
        ("side", "participant type", "mentor or mentee", "mentee or mentor", "taking part as", "i am a", "type"),
    ),
    Field("both", "On both sides (yes or no)", PERSON, ("both mentor and mentee", "both", "both sides")),
    Field("cohort", "Cohort", PERSON, ("cohort", "group", "intake"), kind="cohort"),
    Field(
        "role",
        "Present role",
        WORK,
        ("role", "current role", "present role", "current rung", "job title", "title", "position", "job"),
        kind="role",
    ),
    Field("years", "Years in the field", WORK, ("years", "years in field", "years of experience", "experience")),
    Field("employer", "Employer", WORK, ("employer", "organization", "organisation", "company", "facility", "agency")),
    Field(
        "walked",
        "Roles before, with years",
        WORK,
        ("rungs walked", "roles walked", "previous roles", "past roles", "career history"),
        kind="role",
        is_list=True,
    ),
    Field(
        "settings",
        "Settings they work in",
        WORK,
        ("settings", "setting", "care setting", "work setting"),
        kind="subject",
        is_list=True,
    ),
    Field(
        "populations",
        "Groups of clients they work with",
        WORK,
        ("populations", "population", "client groups", "age groups"),
        kind="subject",
        is_list=True,
    ),
    Field(
        "held",
        "Credentials they hold",
        WORK,
        ("credentials", "certifications", "licenses", "licences", "credentials held", "certificates", "licensure"),
        kind="credential",
        is_list=True,
    ),
    Field(
        "target",
        "Target role",
        HELP,
        ("target role", "target rung", "goal role", "desired role", "role wanted", "next role"),
        kind="role",
        side=Side.MENTEE,
    ),
    Field("goals", "Goals", HELP, ("goals", "goal", "mentoring goals", "what for"), kind="goal", is_list=True),
    Field(
        "subjects",
        "Specializations and skills",
        HELP,
        ("specializations", "specialisations", "specialties", "specialty", "skills", "topics", "areas", "expertise"),
        kind="subject",
        is_list=True,
    ),
    Field(
        "sought",
        "Credentials they seek",
        HELP,
        ("credentials sought", "credentials wanted", "certifications sought", "licence sought"),
        kind="credential",
        is_list=True,
        side=Side.MENTEE,
    ),
    Field(
        "help",
        "What they seek or offer, in their words",
        HELP,
        ("looks for", "offers", "what i am looking for", "what i can offer", "expectations", "hopes", "motivation"),
    ),
    Field("about", "About them", HELP, ("about", "about me", "bio", "biography", "introduction", "profile")),
    Field("state", "State", TERMS, ("state", "region", "state of work", "location", "us state"), kind="state"),
    Field("time_zone", "Time zone", TERMS, ("time zone", "timezone", "zone", "tz"), kind="zone"),
    Field(
        "languages",
        "Languages",
        TERMS,
        ("languages", "language", "languages spoken", "spoken languages"),
        kind="language",
        is_list=True,
    ),
    Field("shift", "Shifts", TERMS, ("shift", "shifts", "shift pattern", "work shift"), kind="shift"),
    Field("mode", "How they would meet", TERMS, ("meeting", "meeting mode", "meets by", "format"), kind="mode"),
    Field(
        "blocks",
        "When they can meet",
        TERMS,
        ("availability", "available", "when available", "times", "free hours"),
        kind="block",
        is_list=True,
    ),
    Field(
        "seats",
        "Mentees at once",
        TERMS,
        ("capacity", "seats", "mentees", "max mentees", "number of mentees", "how many mentees"),
        side=Side.MENTOR,
    ),
    Field(
        "hours",
        "Hours a month",
        TERMS,
        ("hours", "hours a month", "hours per month", "monthly hours"),
        side=Side.MENTOR,
    ),
)  # fmt: skip
BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}
SEVERAL = frozenset({LEAVE_OUT, OWN_WORDS, NEW_QUESTION, "settings", "populations", "subjects", "goals", "held", "about"})  # fmt: skip
"""What more than one column may be."""
_HEADINGS = {folded(heading): field.name for field in FIELDS for heading in (*field.headings, field.label)}


def guess_columns(
    headings: Sequence[str], remembered: Mapping[str, str], known: Iterable[str]
) -> dict[str, str]:
    """Return what each heading likely is, by its folded form: as told before, by its name, or by one much like it.

    `known` are the names that can be chosen now; what was remembered and is gone is guessed anew. One of ours
    goes to one column, the likeliest first; the rest is left out until somebody says what it is.
    """
    chosen: dict[str, str] = {}
    can_be, taken = set(known), set[str]()
    keys = [folded(heading) for heading in headings]
    for find in (remembered.get, _HEADINGS.get, _nearest):
        for key in keys:
            name = find(key)
            if key in chosen or name is None or name not in can_be or (name in taken and name not in SEVERAL):
                continue
            chosen[key] = name
            taken.add(name)
    return {key: chosen.get(key, LEAVE_OUT) for key in keys}


def _nearest(heading: str) -> str | None:
    found = process.extractOne(
        heading,
        _HEADINGS.keys(),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        score_cutoff=LIKE_ENOUGH,
    )
    return _HEADINGS[found[0]] if found else None


def choosable(questions: Iterable[ProgramQuestion], side: Side | None = None) -> set[str]:
    """Return every name that a column can have in a program with these questions, of people on `side` where all are on one."""
    own = {f"{QUESTION}{one.id}" for one in questions if not one.is_retired and _is_for(one, side)}
    return {LEAVE_OUT, OWN_WORDS, NEW_QUESTION, *BY_NAME, *own}


def _is_for(question: ProgramQuestion, side: Side | None) -> bool:
    return side is None or question.asked_of in {None, side}


def ensure_columns(columns: Mapping[str, str], *, side: Side | None, can_be: set[str]) -> None:
    """Refuse a choice of columns that no import can rest on: no address, no name, no side, or one thing twice."""
    names = [name for name in columns.values() if name != LEAVE_OUT]
    if set(names) - can_be:
        raise Refusal(
            "One of these columns is a question that is gone, or that is asked of the other side. Look through the columns once more."
        )
    if "email" not in names:
        raise Refusal("Say which column holds the mail address: people are known by it.")
    if not {"name", "first_name", "last_name"} & set(names):
        raise Refusal("Say which column holds the name, or the first and the last name.")
    if side is None and "side" not in names:
        raise Refusal(
            "Say which column tells mentees from mentors, or that everybody in the file is one of them."
        )
    twice = [name for name in names if names.count(name) > 1 and name not in SEVERAL]
    if twice:
        raise Refusal(f"Two columns are “{label_of(twice[0])}”. Choose one of them, and leave the other out.")


def label_of(name: str) -> str:
    """Return how a field is called on a page."""
    field = BY_NAME.get(name)
    return field.label if field else {"words": "Their own words"}.get(name, "A question of the program")
