"""What may be typed on the programs' pages?"""

from .enrolling import EnrolmentForm, enrolment_form
from .inviting import AddressForm, InvitationForm, MemberForm, MoveForm
from .members import MemberFilters
from .terms import CohortForm, NewProgramForm, ProgramForm, QuestionForm
from .weights import WeightsForm

__all__ = [
    "AddressForm",
    "CohortForm",
    "EnrolmentForm",
    "InvitationForm",
    "MemberFilters",
    "MemberForm",
    "MoveForm",
    "NewProgramForm",
    "ProgramForm",
    "QuestionForm",
    "WeightsForm",
    "enrolment_form",
]
