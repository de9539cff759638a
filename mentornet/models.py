"""Every table, imported once: for migrations, the shell and the tests."""

from .accounts import models as accounts
from .audit import models as audit
from .career import models as career
from .catalogue import models as catalogue
from .events import models as events
from .foundation import throttling
from .foundation.jobs import models as jobs
from .foundation.mail import outbox
from .imports import models as imports
from .matching import models as matching
from .matching.asking import models as asking
from .mentorships import models as mentorships
from .notifications import models as notifications
from .profiles import models as profiles
from .programs import models as programs
from .safety import models as safety

__all__ = [
    "accounts",
    "asking",
    "audit",
    "career",
    "catalogue",
    "events",
    "imports",
    "jobs",
    "matching",
    "mentorships",
    "notifications",
    "outbox",
    "profiles",
    "programs",
    "safety",
    "throttling",
]
