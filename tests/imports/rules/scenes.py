"""The names that cells can mean."""

from __future__ import annotations

from mentornet.imports.rules import make_names

NAMES = {
    "subject": make_names(
        [
            ("geriatric", "Geriatric", ("Geriatric", "older adults")),
            ("cbt", "Behavior, body and mind", ("Behavior, body and mind",)),
            ("one", "First meaning", ("PT",)),
            ("two", "Second meaning", ("PT",)),
        ]
    ),
    "role": make_names([("rn", "Registered nurse", ("Registered nurse", "RN"))]),
    "goal": make_names([("degree", "Start a degree", ("Start a degree",))]),
    "block": make_names([]),
    "cohort": make_names([("7", "Spring", ("Spring",))]),
}
