"""What happens in a program? Its changes, by subject."""

from .cohorts import add_cohort, edit_cohort, remove_cohort
from .coordinators import add_coordinator, remove_coordinator
from .enrolments import enrol, move_to_cohort, pause, resume, set_answers, withdraw
from .invitations import (
    Outcome,
    accept_invitation,
    greet_newcomer,
    hashed,
    invite,
    invite_one,
    resend,
    withdraw_invitation,
)
from .leaving import on_leaving, on_removing_cohort
from .programs import close_program, create_program, edit_program, renew_link, reopen_program, set_weights
from .questions import (
    add_question,
    delete_question,
    edit_question,
    move_question,
    restore_question,
    retire_question,
)

__all__ = [
    "Outcome",
    "accept_invitation",
    "add_cohort",
    "add_coordinator",
    "add_question",
    "close_program",
    "create_program",
    "delete_question",
    "edit_cohort",
    "edit_program",
    "edit_question",
    "enrol",
    "greet_newcomer",
    "hashed",
    "invite",
    "invite_one",
    "move_question",
    "move_to_cohort",
    "on_leaving",
    "on_removing_cohort",
    "pause",
    "remove_cohort",
    "remove_coordinator",
    "renew_link",
    "reopen_program",
    "resend",
    "restore_question",
    "resume",
    "retire_question",
    "set_answers",
    "set_weights",
    "withdraw",
    "withdraw_invitation",
]
