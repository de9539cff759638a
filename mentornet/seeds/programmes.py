"""What is on at the demo community's conference? Two rooms, three tracks, a day of sessions, and an open call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from ..accounts.models import Account
from ..events.conferences import queries, services
from ..events.models import ConferenceSession, Event, EventSpeaker, RegistrationState, SessionKind
from ..events.registering.queries import count_by_state, registered_accounts
from ..foundation import clock
from ..foundation.database import db

ROOMS = ("Riverside Hall", "Willow Studio")
TRACKS = ("Calm on the unit", "The next rung", "Looking after ourselves")
SPEAKERS = (
    ("Renata Quiroga", "Charge nurse, twenty years on acute units"),
    ("Thaddeus Mbeki", "Psychiatric technician and instructor"),
    ("Ingrid Solheim", "Clinical supervisor"),
    ("Pilar Ocampo", "Peer supporter"),
)
SESSIONS = (  # title, kind, minutes after the start, minutes long, room, track, speakers, seats
    ("Welcome, and why we are here", SessionKind.KEYNOTE, 0, 45, None, None, (0,), None),
    ("The voice before the words", SessionKind.WORKSHOP, 60, 90, 0, 0, (1,), 60),
    ("From technician to LVN while working nights", SessionKind.PANEL, 60, 60, 1, 1, (0, 2), None),
    ("Sleep between two night shifts", SessionKind.TALK, 120, 30, 1, 2, (3,), None),
    ("Lunch", SessionKind.BREAK, 165, 60, None, None, (), None),
    ("Debriefing in ten minutes", SessionKind.WORKSHOP, 240, 90, 1, 0, (2,), 24),
    ("Which credential next, and what it costs", SessionKind.TALK, 240, 45, 0, 1, (1,), None),
    ("When a shift stays with you", SessionKind.TALK, 300, 45, 0, 2, (3,), None),
    ("Mentors and mentees at one table", SessionKind.MEETING, 360, 60, None, 1, (), None),
)
OFFERED = (
    (
        "What I wish I had known in my first month",
        SessionKind.TALK,
        "Seven small things that nobody writes down, for those who are new and for those who train them.",
        (5, 4),
    ),
    (
        "Charting that the next shift can use",
        SessionKind.WORKSHOP,
        "We take made-up notes apart and write them anew: what was seen, what was done, what to watch for.",
        (3,),
    ),
    (
        "Saying no to overtime without losing friends",
        SessionKind.PANEL,
        "Four technicians on limits that held, and on those that did not.",
        (),
    ),
)
CALL = (
    "Tell us what worked on your unit and what you would do otherwise. First talks are welcome: "
    "we find you somebody to practise with."
)
AUTHORS = slice(20, 23)


def add_programme(event: Event, people: Sequence[Account], *, by: Account) -> None:
    """Give the conference its programme, agendas of some who come, and a call with what was offered so far."""
    event.speakers = [
        EventSpeaker(position=place, name=name, about=about) for place, (name, about) in enumerate(SPEAKERS)
    ]
    for name in ROOMS:
        services.add_room(event, name=name, by=by)
    for name in TRACKS:
        services.add_track(event, name=name, by=by)
    db.session.flush()  # the sessions name them
    _fill_agendas(event, _add_sessions(event, by=by))
    _call(event, people, by=by)


def _add_sessions(event: Event, *, by: Account) -> list[ConferenceSession]:
    rooms, tracks = queries.rooms_of(event), queries.tracks_of(event)
    added = []
    for title, kind, after, minutes, room, track, speakers, seats in SESSIONS:
        starts_at = event.starts_at + timedelta(minutes=after)
        session = services.add_session(
            event,
            by=by,
            title=title,
            kind=kind,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
            room_id=None if room is None else rooms[room].id,
            track_id=None if track is None else tracks[track].id,
            speakers=[event.speakers[place] for place in speakers],
            capacity=seats,
        )
        added.append(session)
    return added


def _fill_agendas(event: Event, sessions: Sequence[ConferenceSession]) -> None:
    """Let every second person who comes star a few sessions; the small workshop is full in the end."""
    if not count_by_state(event).get(RegistrationState.REGISTERED):
        return
    wanted = [one for one in sessions if one.kind not in {SessionKind.BREAK, SessionKind.KEYNOTE}]
    for place, account in enumerate(registered_accounts(event)[::2]):
        for session in wanted[place % 3 :: 3]:
            services.star_session(session, by=account)


def _call(event: Event, people: Sequence[Account], *, by: Account) -> None:
    closes_at = clock.now() + timedelta(days=16)
    services.open_call(event, words=CALL, closes_at=min(closes_at, event.starts_at), by=by)
    reviewers = (by, people[23])
    services.ask_reviewer(event, name=people[23].email, by=by)
    for author, (title, kind, words, scores) in zip(people[AUTHORS], OFFERED, strict=True):
        abstract = services.send_abstract(event, title=title, words=words, kind=kind, by=author)
        for reviewer, score in zip(reviewers, scores, strict=False):
            services.review_abstract(abstract, score=score, words="", by=reviewer)
