"""What can be chosen of an event, and in which words?"""

from __future__ import annotations

from ...foundation.forms import option
from ..models import Audience, CreditUnit, EventLevel, EventSort

SORTS = [
    option(EventSort.OURS, "Ours", note="We hold it. Members register here."),
    option(
        EventSort.TRACKED,
        "Held elsewhere",
        note="Others hold it. Members follow it and log what they attended.",
    ),
]
LEVELS = [
    option(EventLevel.ANY, "For everyone"),
    option(EventLevel.BEGINNER, "No experience needed"),
    option(EventLevel.INTERMEDIATE, "Some experience"),
    option(EventLevel.ADVANCED, "Much experience"),
]
AUDIENCES = [
    option(Audience.EVERYONE, "Everyone", note="Anyone sees its page, members of the site may come."),
    option(Audience.PROGRAM, "The people of the program", note="Nobody else sees it."),
    option(
        Audience.COHORT,
        "A group of the program",
        note="Only the people of one cohort see it. Choose it below.",
    ),
    option(Audience.INVITATION, "By invitation", note="Only those you invite see it."),
]
VENUES = [
    option("place", "At a place"),
    option("online", "Online"),
    option("both", "At a place and online"),
]
UNITS = [
    option(CreditUnit.CONTACT_HOUR_60, "Contact hours of 60 minutes"),
    option(CreditUnit.CONTACT_HOUR_50, "Contact hours of 50 minutes"),
    option(CreditUnit.IACET_CEU, "IACET CEU (ten contact hours)"),
    option(CreditUnit.BACB_CEU, "BACB CEU (50 minutes)"),
]
SCOPES = [
    option("one", "Only this one"),
    option("following", "This one and all that follow"),
]
