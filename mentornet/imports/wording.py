"""How do the lines of a file read to people? Answers with their titles, changes from what to what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..foundation import clock
from ..foundation.templating import counted
from ..profiles.availability import from_names, in_words, utc_hours
from ..programs.models import Program
from . import queries, rules
from .models import Import
from .rules import BY_NAME, NEW

LABELS = {
    "name": "Name",
    "side": "Takes part as",
    "invited_as": "Invited as",
    "cohort": "Cohort",
    "looks_for": "What they look for",
    "offers": "What they offer",
    "goals_wanted": "Goals",
    "goals_offered": "Goals they help with",
    "subjects_wanted": "Specializations and skills they seek",
    "subjects_offered": "Specializations and skills they offer",
    "subjects_held": "Settings and groups",
}
KINDS = {"goals_wanted": "goal", "goals_offered": "goal", "subjects_wanted": "subject", "subjects_offered": "subject", "subjects_held": "subject"}  # fmt: skip
TO_THEMSELVES = {
    "settings": "Where you work",
    "held": "Credentials you hold",
    "sought": "Credentials you seek",
    "about": "About you",
    "mode": "How you would meet",
    "blocks": "When you can meet",
    "looks_for": "What you look for",
    "offers": "What you offer",
    "goals_offered": "Goals you help with",
    "subjects_wanted": "Specializations and skills you seek",
    "subjects_offered": "Specializations and skills you offer",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing a line changes, in words; `there` is empty where nothing was said before."""

    label: str
    there: str
    to: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The titles and prompts that answers of one program are told with."""

    titles: Mapping[str, Mapping[str, str]]
    prompts: Mapping[str, str]
    is_to_themselves: bool = False

    def changes(self, changes: list[dict[str, Any]]) -> list[Change]:
        """Tell what a line changes."""
        return [
            Change(
                self.label(one["name"]),
                self.value(one["name"], one["from"]),
                self.value(one["name"], one["to"]),
            )
            for one in changes
        ]

    def facts(self, said: Mapping[str, Any], answers: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Tell what is said of somebody, and what they answer to the program's questions."""
        asked = {f"question:{key}": answer for key, answer in answers.items()}
        pairs = ((self.label(name), self.value(name, value)) for name, value in {**said, **asked}.items())
        return [(label, words) for label, words in pairs if words]

    def label(self, name: str) -> str:
        """Return what an answer is called."""
        if name.startswith("question:"):
            return self.prompts.get(name.removeprefix("question:"), "A question of the program")
        if self.is_to_themselves and name in TO_THEMSELVES:
            return TO_THEMSELVES[name]
        return LABELS.get(name) or BY_NAME[name].label

    def value(self, name: str, value: Any) -> str:
        """Return an answer in words; empty where there is none."""
        if value is None or value in ("", []):
            return ""
        if name == "blocks":
            today = clock.today()
            return "; ".join(in_words(utc_hours(from_names(value), "UTC", today), "UTC", today))
        if name == "walked":
            return ", ".join(self._walked(*step) for step in value)
        if isinstance(value, list):
            return ", ".join(self._one(name, one) for one in value)
        return self._one(name, value)

    def _one(self, name: str, value: Any) -> str:
        if name == "years":
            return counted(value, "year")
        kind = KINDS.get(name) or (BY_NAME[name].kind if name in BY_NAME else "")
        return self.titles.get(kind, {}).get(str(value), str(value))

    def _walked(self, slug: str, began: int, ended: int | None) -> str:
        return f"{self.titles['role'].get(slug, slug)} {began}\N{EN DASH}{ended or 'now'}"


def wording_of(program: Program, one: Import | None = None, *, is_to_themselves: bool = False) -> Wording:
    """Return the words for a program's answers, for the questions an import would add too; spoken to the person or of them."""
    names = queries.names_for(program)
    prompts = {str(question.id): question.prompt for question in program.questions}
    for column in one.found if one else ():
        if one and one.columns.get(column["key"]) == rules.NEW_QUESTION:
            prompts[f"{NEW}{column['key']}"] = column["heading"]
    return Wording({kind: known.titles for kind, known in names.items()}, prompts, is_to_themselves)
