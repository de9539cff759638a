"""How is somebody told? A row and its letter in the same transaction, each thing once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ..accounts.models import Account
from ..foundation import clock
from ..foundation.database import add_unless_there, changed_rows, db
from ..foundation.mail import post, take_back_from
from ..foundation.templating import absolute_address, absolute_url
from .models import Notice, NoticeKind, NoticeSettings, StoppedAddress, Way
from .queries import digest_of, find_settings, has_stopped, is_new
from .stopping import DIGEST, address_hash, guest_stop_address, stop_address
from .ways import DAILY, Subject, letter_moment, subject_of, way_of

PLAIN_LETTER = "notifications/notice"
DAILY_LETTER = "notifications/digest"


def notify(  # noqa: PLR0913 - a notice has these facts, and every feature names them
    account: Account,
    *,
    kind: NoticeKind,
    key: str,
    sentence: str,
    url: str,
    act: str = "Open",
    due_at: datetime | None = None,
    letter: str | None = None,
    subject: str | None = None,
    **letter_values: Any,
) -> Notice | None:
    """Tell `account` of one thing, once: None where a notice with this `key` was there already.

    How, is the person's own choice (ways.py): by a letter of its own, now or after their quiet hours, in the
    daily letter, or on the page of notices alone. `url` is a path of this site. With `letter`, the name of a letter template (`PLAIN_LETTER` says the
    sentence and no more), a letter is posted in the same transaction; its template also gets `sentence`,
    `zone` and what is in `letter_values`. Two at once write one notice and one letter: the row decides.
    """
    notice_id = add_unless_there(
        Notice, account_id=account.id, key=key, kind=kind, sentence=sentence, url=url, act=act, due_at=due_at
    )
    if notice_id is None:
        return None
    notice = db.session.get_one(Notice, notice_id)
    if letter and account.disabled_at is None:
        _tell(account, notice, letter, subject=subject or sentence, **letter_values)
    return notice


def _tell(account: Account, notice: Notice, letter: str, *, subject: str, **letter_values: Any) -> None:
    """Tell of a new notice in the way that the person chose."""
    settings = find_settings(account.id)
    way = way_of(notice.kind, settings)
    notice.is_for_digest = way is Way.DIGEST
    if way is not Way.LETTER:
        return
    about = subject_of(notice.kind)
    post(
        letter,
        to=account.email,
        subject=subject,
        key=f"notice:{account.id}:{notice.key}",
        category=str(notice.kind),
        account_id=account.id,
        not_before=letter_moment(
            notice.kind, settings, zone=account.time_zone, now=clock.now(), due_at=notice.due_at
        ),
        greeting_name=account.display_name,
        sentence=notice.sentence,
        zone=account.time_zone,
        act_url=absolute_address(notice.url),
        act_label=notice.act,
        **{"why": f"You get letters about {about.name.lower()}.", "stop_url": stop_address(account.id, about)}
        | {"settings_url": absolute_url("notifications.edit_settings")}
        | letter_values,
    )


def choose(account: Account, **choices: Any) -> NoticeSettings:
    """Keep how `account` wants to be told."""
    settings = _settings_of(account.id)
    for name, value in choices.items():
        setattr(settings, name, value)
    settings.changed_at = clock.now()
    _hold_back(settings)
    return settings


def stop_letters(account_id: int, subject: Subject) -> None:
    """Tell the account of `subject` on its page of notices alone from now on; letters that wait do not leave."""
    settings = _settings_of(account_id)
    stopped = [subject.slug] if subject is not DAILY else _told_daily(settings)
    settings.ways = settings.ways | dict.fromkeys(stopped, str(Way.APP))
    settings.changed_at = clock.now()
    _hold_back(settings)


def _told_daily(settings: NoticeSettings) -> list[str]:
    return [slug for slug, way in settings.ways.items() if way == Way.DIGEST]


def _hold_back(settings: NoticeSettings) -> None:
    """Throw away letters that wait, and lines for the daily one, of what is told on the site alone now."""
    stopped = [kind for kind in NoticeKind if way_of(kind, settings) is Way.APP]
    take_back_from(settings.account_id, stopped)
    wants_none = Way.DIGEST not in settings.ways.values()
    waiting = sa.update(Notice).where(Notice.account_id == settings.account_id, Notice.is_for_digest)
    gone = waiting if wants_none else waiting.where(Notice.kind.in_(stopped))
    changed_rows(gone.values(is_for_digest=False))


def write_to_guest(
    letter: str, *, to: str, kind: NoticeKind, key: str, subject: str, **letter_values: Any
) -> None:
    """Post a letter to an address without an account, unless whoever reads it stopped such letters."""
    if has_stopped(address_hash(to)):
        return
    post(
        letter,
        to=to,
        subject=subject,
        key=key,
        category=str(kind),
        **{"why": "You get this letter as a guest, without an account.", "stop_url": guest_stop_address(to)}
        | letter_values,
    )


def stop_guest_letters(hashed: str) -> None:
    """Write to an address no more, as long as it has no account."""
    add_unless_there(StoppedAddress, address_hash=hashed, created_at=clock.now())


def _settings_of(account_id: int) -> NoticeSettings:
    add_unless_there(NoticeSettings, account_id=account_id, ways={}, digest_at=8, changed_at=clock.now())
    return db.session.get_one(NoticeSettings, account_id)


def send_digest(account: Account) -> bool:
    """Send the daily letter where it is due and anything is to be told; of two at once one does."""
    settings = find_settings(account.id)
    today = clock.today(account.time_zone)
    first = sa.or_(NoticeSettings.digested_on.is_(None), NoticeSettings.digested_on < today)
    mine = sa.update(NoticeSettings).where(NoticeSettings.account_id == account.id, first)
    if settings is None or not changed_rows(mine.values(digested_on=today)):
        return False
    notices = digest_of(account)
    told = sa.or_(Notice.id.in_([notice.id for notice in notices]), sa.not_(is_new()))
    waiting = sa.update(Notice).where(Notice.account_id == account.id, Notice.is_for_digest)
    changed_rows(waiting.where(told).values(is_for_digest=False))  # what came meanwhile waits for the next
    if not notices or account.disabled_at is not None:
        return False
    count = len(notices)
    post(
        DAILY_LETTER,
        to=account.email,
        subject=f"Your day at MentorNet: {count} {'thing' if count == 1 else 'things'} new",
        key=f"digest:{account.id}:{today:%Y%m%d}",
        category=DIGEST,
        account_id=account.id,
        greeting_name=account.display_name,
        notices=[(notice.sentence, absolute_address(notice.url)) for notice in notices],
        act_url=absolute_url("notifications.list_notices"),
        act_label="Open your notices",
        why="You chose one letter a day for some subjects.",
        stop_url=stop_address(account.id, DAILY),
        settings_url=absolute_url("notifications.edit_settings"),
    )
    return True


def notify_anew(
    account: Account, *, kind: NoticeKind, key: str, say: Callable[[], str], url: str, act: str = "Open"
) -> None:
    """Tell `account` of something that grows: one notice, new again each time, saying what holds by now.

    Where the notice is there already its row is held before `say` is asked, so that of two at once the second
    counts what the first has written. No letter goes with it.
    """
    if notify(account, kind=kind, key=key, sentence=say(), url=url, act=act):
        return
    mine = sa.update(Notice).where(Notice.account_id == account.id, Notice.key == key)
    changed_rows(mine.values(read_at=None, settled_at=None, created_at=clock.now()))
    changed_rows(mine.values(sentence=say()))


def settle(account_id: int | None, *, key_prefix: str, but: str | None = None) -> int:
    """Mark that what `key_prefix` names awaits nobody (or not `account_id`) any more; return how many did.

    End the prefix where a number ends (`proposal:12:`), so that it names one thing. The notice with the key
    `but` goes on waiting.
    """
    open_ones = sa.update(Notice).where(
        Notice.settled_at.is_(None), Notice.key.startswith(key_prefix, autoescape=True)
    )
    if but is not None:
        open_ones = open_ones.where(Notice.key != but)
    if account_id is not None:
        open_ones = open_ones.where(Notice.account_id == account_id)
    return changed_rows(open_ones.values(settled_at=clock.now()))


def mark_read(notice: Notice) -> None:
    """Remember that the person has seen `notice`."""
    notice.read_at = notice.read_at or clock.now()


def mark_all_read(account: Account) -> int:
    """Remember that `account` has seen all there is, and return how many were new."""
    unread = sa.update(Notice).where(Notice.account_id == account.id, Notice.read_at.is_(None))
    return changed_rows(unread.values(read_at=clock.now()))
