"""What may be typed of a programme, and of what is offered to it?"""

from .programme import Around, NameForm, SessionForm

__all__ = ["Around", "NameForm", "SessionForm"]
