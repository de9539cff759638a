"""What do we write to people who were brought in? Who brought what, how to claim it, and how to refuse."""

from __future__ import annotations

from ..accounts.models import Account
from ..foundation.mail import post
from ..foundation.templating import absolute_address
from ..notifications.models import NoticeKind
from ..notifications.services import notify
from .models import BroughtIn

SOMEBODY = "A coordinator"


def name_of(account: Account | None) -> str:
    """Return how somebody who brought data is called; their account may be gone."""
    return account.display_name if account else SOMEBODY


def send_claim(brought: BroughtIn, *, token: str) -> None:
    """Write to somebody who was brought in; the link stands in the letter and nowhere else."""
    account, program, by = brought.account, brought.program, name_of(brought.by)
    post(
        "imports/brought_in",
        to=account.email,
        subject=f"{by} brought you into {program.name}",
        key=f"brought-in:{brought.id}:{brought.token_hash or ''}"[:200],
        category=str(NoticeKind.INVITATION),
        account_id=account.id,
        greeting_name=account.display_name,
        program=program,
        bringer=by,
        act_url=absolute_address(f"/brought-in/{token}"),
        act_label="See what was brought, and decide",
        why=f"You get this letter because {by} gave us your address for {program.name}. If you do nothing, you hear no more of it.",
    )


def tell_claimed(brought: BroughtIn) -> None:
    """Tell somebody who came in by another way what was brought before, so that they look at it."""
    program = brought.program
    notify(
        brought.account,
        kind=NoticeKind.ENROLMENT_CHANGED,
        key=f"brought-in:{brought.id}",
        sentence=f"{name_of(brought.by)} brought you into {program.name}, with some answers of your profile. "
        "Look through them: change what is wrong, or leave the program.",
        url="/profile",
        act="Look at my profile",
    )
