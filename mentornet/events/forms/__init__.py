"""What may be typed on the pages of events?"""

from .event import EventForm
from .filters import FilterForm
from .organizing import AttendedForm, CancelForm, GuestsForm, PictureForm, ReturnForm, SeriesForm, SpeakerForm
from .practising import PractiseForm

__all__ = [
    "AttendedForm",
    "CancelForm",
    "EventForm",
    "FilterForm",
    "GuestsForm",
    "PictureForm",
    "PractiseForm",
    "ReturnForm",
    "SeriesForm",
    "SpeakerForm",
]
