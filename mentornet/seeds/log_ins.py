"""Who can sign in to the demo community, and with what words?"""

from __future__ import annotations

PASSWORD = "one rung at a time"  # noqa: S105 - the demo's own, shown on its sign-in page
MENTEE = "mentee@demo.example"
MENTOR = "mentor@demo.example"
COORDINATOR = "coordinator@demo.example"
ADMINISTRATOR = "admin@demo.example"
LOG_INS = (
    ("Mentee", MENTEE),
    ("Mentor", MENTOR),
    ("Coordinator", COORDINATOR),
    ("Administrator", ADMINISTRATOR),
)
