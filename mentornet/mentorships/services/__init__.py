"""What happens to a pair? Its course from beginning to end, and what the two agree on."""

from .agreement import agree, mark_goal, propose_terms
from .course import begin, end, end_for_closed_account, pause, resume

__all__ = ["agree", "begin", "end", "end_for_closed_account", "mark_goal", "pause", "propose_terms", "resume"]
