"""What was typed on each step of the guided profile?"""

from .about import AboutForm
from .base import GuidedForm
from .here import HereForm
from .how import TermsForm
from .sides import SidesForm
from .topics import HelpForm
from .way import ThereForm
from .week import WhenForm

__all__ = [
    "AboutForm",
    "GuidedForm",
    "HelpForm",
    "HereForm",
    "SidesForm",
    "TermsForm",
    "ThereForm",
    "WhenForm",
]
