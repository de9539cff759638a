"""What may be typed of a programme, and of what is offered to it?"""

from .calling import AbstractForm, CallForm, ReviewerForm, ReviewForm
from .programme import Around, NameForm, SessionForm

__all__ = [
    "AbstractForm",
    "Around",
    "CallForm",
    "NameForm",
    "ReviewForm",
    "ReviewerForm",
    "SessionForm",
]
