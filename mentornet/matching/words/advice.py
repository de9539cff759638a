"""How is it told what would place somebody, and at whose cost?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...foundation.templating import counted, percent
from ..engine.again.advice import Advice, Change, Instead, Move, Smallest
from ..engine.values import Rule

EXCEPTIONS = {
    Rule.EMPLOYER: "If both agreed to a pair of one employer, {mentee} would be placed with {mentor}.",
    Rule.LANGUAGE: "If {mentee} and {mentor} had a language in common after all, this pair would be made.",
    Rule.ENDED: "If {mentee} and {mentor} wished for each other again, this pair would be made.",
    Rule.DECLINED: "If {mentee} and {mentor} wished for each other after all, this pair would be made.",
}
NOTHING = "No single change would place {mentee}: hard rules that nobody can lift stand between them and every mentor."


def advice_words(advice: Advice, names: Mapping[str, str]) -> str:
    """Return the smallest single change in a sentence, and what it does to the others in a second."""
    mentee = _name(names, advice.mentee)
    if advice.smallest is None:
        return NOTHING.format(mentee=mentee)
    return f"{_change(advice.smallest, mentee, names)} {effect_words(advice.smallest.delta, advice.smallest.moves)}"


def _change(small: Smallest, mentee: str, names: Mapping[str, str]) -> str:
    mentor = _name(names, small.mentor)
    if small.change is Change.UNLOCK:
        return f"Unlocking {_name(names, small.unlocked)} and {mentor} would place {mentee}."
    if small.change is Change.ALLOW:
        return f"You forbade {mentee} and {mentor}. Taking that back would make this pair."
    if small.change is Change.SEAT:
        return f"One more seat with {mentor} would place {mentee}."
    if small.change is Change.MINIMUM:
        return f"A minimum fit of {percent(small.minimum or 0)} or less would place {mentee}, for everybody in the round."
    if small.change is Change.KEEP:
        return f"One more seat with {mentor}, kept for {mentee} by a lock, would place them."
    said = EXCEPTIONS.get(Rule(small.rule)) if small.rule in set(Rule) else None
    return (said or "Let off one rule of the program, {mentee} and {mentor} would be a pair.").format(
        mentee=mentee, mentor=mentor
    )


def effect_words(delta: int, moves: tuple[Move, ...]) -> str:
    """Say what becomes of the total, and how many others have another mentor or none."""
    moved = [move for move in moves if move.after is not None]
    total = (
        f"The total fit would {'rise' if delta > 0 else 'fall'} by {abs(delta) / 10_000:.1f}"
        if delta
        else "The total fit would stay"
    )
    others = (
        f"{counted(len(moved), 'other')} would have another mentor" if moved else "nobody else would move"
    )
    return f"{total}, and {others}."


def instead_words(instead: Instead, mentee: str, names: Mapping[str, str]) -> str:
    """Say which seat would have to come free, and at what cost."""
    left = f" {_name(names, instead.left_out)} would have no mentor for it." if instead.left_out else ""
    return (
        f"With the seats there are, the cheapest to free for {mentee} is one of {_name(names, instead.mentor)}.{left} "
        f"{effect_words(instead.delta, instead.moves)}"
    )


def move_rows(moves: tuple[Move, ...], names: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield who would move: their name, the mentor they have and the one they would have."""
    for move in moves:
        yield (
            _name(names, move.mentee),
            _name(names, move.before) if move.before else "nobody",
            _name(names, move.after) if move.after else "nobody",
        )


def people_of(advice: Advice) -> set[int]:
    """Return the accounts that an advice names."""
    small, instead = advice.smallest, advice.instead
    found = {advice.mentee, *((small.mentor, small.unlocked) if small else ())}
    moves = (*(small.moves if small else ()), *(instead.moves if instead else ()))
    found |= {person for move in moves for person in (move.mentee, move.before, move.after)}
    found |= {instead.mentor, instead.left_out} if instead else set()
    return {int(person) for person in found if person and person.isdecimal()}


def _name(names: Mapping[str, str], person: str | None) -> str:
    return names.get(person or "", "somebody who left")
