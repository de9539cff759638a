"""What does the code of conduct say? The first version, and how a plain text becomes a page."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from .models import ConductVersion

FIRST_VERSION = 1

FIRST_TEXT = """\
MentorNet is a place where people who work in mental health help one another along. It works because
people can trust what happens here. By joining, you agree to the following.

Leave clients out

Never share anything that could point to a client: not here, not in messages, notes, goals, profiles or
events, and not in what you tell your mentor or mentee.
- Leaving out a name is not enough. Initials, a unit, a room, a day, a rare story, a photograph or
something from the news can be enough to know who is meant.
- In substance use programs, even saying that somebody is or was a client is a disclosure.
- Talk about your own skill, feeling or choice. Invented cases serve as well as real ones.
- MentorNet does not replace the privacy duties of your work. They stay with you here.

Be an adult among adults

Members are at least 18 years old. Use your own account and nobody else's. You may use a display name; do
not pretend to be another person, and do not claim a licence, a certificate or experience you do not have.

Respect

Treat people as you would like a new colleague to be treated on a hard shift. No harassment, threats,
sexual advances, slurs, or belittling anyone for their role, schooling, accent, origin, faith, body, age,
gender, whom they love, or for being in recovery. What somebody tells you about their own recovery or
health is theirs to share further, not yours.

Mentoring is not supervision and not treatment

- A mentor does not evaluate, schedule, supervise or treat the mentee, and is not their sponsor, relative
or partner. If one of these is or becomes true, say so and end the mentorship.
- Nobody signs off hours, competencies or fieldwork for a licence or certificate through MentorNet.
- If a mentor takes part in a hiring decision about the mentee, the mentorship pauses until it is made.
- Money, gifts, loans, sales and recruiting for fees have no place between mentor and mentee.
- Advice here is one person's experience. Orders, policies and the law of your state come first.

What stays private, and what cannot

Keep to yourself what your mentor, mentee or circle tells you. But nobody here can promise secrecy. When
somebody is in danger, when abuse of a child or a vulnerable adult comes to light, or when the law asks, a
person may have to speak, and many members are required to report. Say so at your first meeting.
Telling somebody on MentorNet is not a report: the report is yours to make, to the authority of your state.
MentorNet does not watch messages for danger. In a crisis call or text 988; in immediate danger call 911.

Keep your word

Answer proposals in time, come to what you agreed on, and say early when you cannot. Either side may end a
mentorship at any time, without giving a reason. Nobody may be punished or exposed for ending one, or for
speaking here about staffing or safety at work.

When something goes wrong

You can block anyone and report what should not be here. Moderators read what was reported and decide. They
may hide content, pause or close an account. Whoever reports in good faith is protected, whatever comes of it.
"""


class BlockKind(enum.StrEnum):
    """How a block of the text is shown."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the text: a heading, a paragraph, or a list with an entry for each of its lines."""

    kind: BlockKind
    lines: tuple[str, ...]


def shipped_version() -> ConductVersion:
    """Return the version that comes with the house: in force until an administrator publishes one."""
    return ConductVersion(version=FIRST_VERSION, text=FIRST_TEXT)


def blocks(text: str) -> list[Block]:
    """Return plain text as blocks.

    1. An empty line ends a block.
    2. A line alone that does not end like a sentence is a heading.
    3. A line that begins with a hyphen opens an entry of a list; lines after it go on with the entry.

    These rules are told to whoever writes the text.
    """
    found: list[Block] = []
    for part in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        if len(lines) == 1 and lines[0][-1] not in ".:;,!?" and not lines[0].startswith("-"):
            found.append(Block(BlockKind.HEADING, (lines[0],)))
        elif lines:
            found += _paragraph_and_list(lines)
    return found


def _paragraph_and_list(lines: list[str]) -> list[Block]:
    starts = [number for number, line in enumerate(lines) if line.startswith("-")]
    before = lines[: starts[0]] if starts else lines
    ends = [*starts[1:], len(lines)]
    entries = [" ".join(lines[start:end]).lstrip("- ") for start, end in zip(starts, ends, strict=False)]
    paragraph = [Block(BlockKind.PARAGRAPH, (" ".join(before),))] if before else []
    return paragraph + ([Block(BlockKind.LIST, tuple(entries))] if entries else [])
