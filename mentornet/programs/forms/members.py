"""By what may the list of members be narrowed? Read from the address of the page; nonsense is no filter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from ...foundation.forms import tidied, typed_number
from ..models import EnrolmentState, Side
from ..rules import BANDS


@dataclass(frozen=True, slots=True)
class MemberFilters:
    """What narrows the list; empty words narrow nothing."""

    name: str = ""
    side: str = ""
    state: str = ""
    cohort: str = ""
    band: str = ""

    @classmethod
    def read(cls, typed: Mapping[str, str]) -> MemberFilters:
        """Take what the address of the page says, and leave what means nothing."""
        sensible: dict[str, set[str]] = {
            "side": {str(side) for side in Side},
            "state": {str(state) for state in EnrolmentState},
            "band": set(BANDS),
        }
        given = {field.name: tidied(typed.get(field.name, ""))[:120] for field in fields(cls)}
        kept = {key: value for key, value in given.items() if value in sensible.get(key, {value})}
        if kept.get("cohort", "0") != "0" and not typed_number(kept["cohort"]):
            kept.pop("cohort")
        return cls(**kept)

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set, as parts of an address."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}
