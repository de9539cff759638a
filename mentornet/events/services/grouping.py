"""Is the group that an event is for one of its program, and is it still there?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...foundation.database import db
from ...foundation.errors import Refusal
from ...foundation.templating import counted
from ...programs.models import Cohort
from ...programs.services import on_removing_cohort
from .. import rules
from ..models import Audience
from ..queries import count_for_cohort


def ensure_own_group(facts: Mapping[str, Any]) -> None:
    """Refuse a group of another program, and one that was removed a moment ago."""
    if facts["audience"] is not Audience.COHORT:
        return
    cohort = db.session.get(Cohort, facts["cohort_id"])
    if cohort is None:
        raise Refusal("This group was removed a moment ago. Choose another one.")
    rules.ensure_group_of(facts["program_id"], groups_program_id=cohort.program_id)


@on_removing_cohort
def keep_group(cohort: Cohort) -> None:
    """Refuse to remove a group that events are for: nobody would know any more who may see them."""
    if count := count_for_cohort(cohort):
        raise Refusal(
            f"{counted(count, 'event is', 'events are')} for the people of {cohort.name}. "
            "Choose another audience there first."
        )
