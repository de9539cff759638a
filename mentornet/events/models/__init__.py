"""What is kept of events? One file a subject."""

from ...career.models import CreditUnit
from .attendance import Attendance, CheckInDesk, CheckInWay, RoomCode
from .calendar_key import CalendarKey, CalendarScope
from .call import Abstract, AbstractReview, AbstractState, CallReviewer, ConferenceCall
from .certificate import Certificate
from .conference import (
    ConferenceRoom,
    ConferenceSession,
    ConferenceTrack,
    SessionKind,
    SessionNews,
    SessionSpeaker,
    SessionStar,
)
from .event import (
    Audience,
    Event,
    EventFollow,
    EventInvitation,
    EventLevel,
    EventSort,
    EventSpeaker,
    EventState,
)
from .feedback import EventFeedback, Pace
from .imported import EventImport, ImportedEvent
from .introduction import Introduction, IntroductionState
from .picture import EventPicture
from .registration import HOLDING, LIVE, Registration, RegistrationState
from .series import EventSeries

__all__ = [
    "HOLDING",
    "LIVE",
    "Abstract",
    "AbstractReview",
    "AbstractState",
    "Attendance",
    "Audience",
    "CalendarKey",
    "CalendarScope",
    "CallReviewer",
    "Certificate",
    "CheckInDesk",
    "CheckInWay",
    "ConferenceCall",
    "ConferenceRoom",
    "ConferenceSession",
    "ConferenceTrack",
    "CreditUnit",
    "Event",
    "EventFeedback",
    "EventFollow",
    "EventImport",
    "EventInvitation",
    "EventLevel",
    "EventPicture",
    "EventSeries",
    "EventSort",
    "EventSpeaker",
    "EventState",
    "ImportedEvent",
    "Introduction",
    "IntroductionState",
    "Pace",
    "Registration",
    "RegistrationState",
    "RoomCode",
    "SessionKind",
    "SessionNews",
    "SessionSpeaker",
    "SessionStar",
]
