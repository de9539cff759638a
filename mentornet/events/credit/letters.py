"""What do we tell people of their certificates?"""

from __future__ import annotations

from ...accounts.models import Account
from ...foundation.database import db
from ...foundation.templating import absolute_address
from ...notifications.models import NoticeKind
from ...notifications.services import PLAIN_LETTER, notify, write_to_guest
from ..models import Certificate, Registration
from . import rules


def page_of(certificate: Certificate) -> str:
    """Return the path of the certificate's page."""
    return f"/certificates/{rules.shown_code(certificate.code)}"


def tell_issued(certificate: Certificate) -> None:
    """Tell the holder; a guest gets the letter alone."""
    ready, credit = f"Your certificate for “{certificate.title}” is ready", rules.credit_words(certificate)
    _tell(
        certificate,
        "issued",
        f"{ready}, and {credit} stand in your record of contact hours.",
        guest=f"{ready}: {credit}.",
    )


def tell_corrected(certificate: Certificate, *, before: Certificate) -> None:
    """Tell the holder that a new certificate takes the place of the one they have."""
    said, was = rules.credit_words(certificate), rules.credit_words(before)
    now = f"It is for {said} now, where it was for {was}" if said != was else f"It is for {said}, as before"
    new = f"Your certificate for “{certificate.title}” was corrected by the organizer and has a new code. {now}."
    _tell(certificate, "corrected", f"{new} Your record of contact hours says the same.", guest=new)


def tell_voided(certificate: Certificate) -> None:
    """Tell the holder that it counts no longer."""
    void, why = f"Your certificate for “{certificate.title}” is void", certificate.voided_because
    mend = "If that is not right, ask the organizer to look at it."
    _tell(
        certificate,
        "voided",
        f"{void}, and its hours left your record. {why} {mend}",
        guest=f"{void}. {why} {mend}",
    )


def _tell(certificate: Certificate, what: str, sentence: str, *, guest: str) -> None:
    """Tell a member by notice and letter, and a guest by a letter of their own."""
    key, subject = f"certificate:{certificate.id}:{what}", f"Your certificate for “{certificate.title}”"
    account = db.session.get(Account, certificate.account_id) if certificate.account_id else None
    if account is not None:
        notify(
            account,
            kind=NoticeKind.CREDIT_CHANGED,
            key=key,
            sentence=sentence[:500],
            url=page_of(certificate),
            act="Open the certificate",
            letter=PLAIN_LETTER,
            subject=subject,
        )
        return
    registration = db.session.get(Registration, certificate.registration_id or 0)
    if registration is None or not registration.guest_address:
        return
    write_to_guest(
        PLAIN_LETTER,
        to=registration.guest_address,
        kind=NoticeKind.CREDIT_CHANGED,
        key=key,
        subject=subject,
        greeting_name=certificate.holder,
        sentence=guest,
        zone=certificate.time_zone,
        act_url=absolute_address(page_of(certificate)),
        act_label="Open the certificate",
    )
