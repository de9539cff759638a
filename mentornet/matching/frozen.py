"""How is a solved round kept so that it can be checked years later? Its people as the engine saw them, and nothing more.

Profiles change and people go; a proof is about the facts of its day. Kept are the values that score and the rules that
forbid, with the pairs and the prices. Addresses are not: where the engine only asks whether two are the same, a number
stands in their place.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from operator import attrgetter
from typing import Any

from .engine import (
    Certificate,
    Custom,
    Explanation,
    Fairness,
    Forbidden,
    Kind,
    Lock,
    Mentee,
    Mentor,
    Objective,
    Pair,
    Pool,
    Result,
    Rule,
    Rules,
    Settings,
    Unplaced,
    Unranked,
    Walked,
    Why,
)

_PAIRS_OF_WORDS = frozenset({"steps_wanted"})
_QUICKLY = 3


def freeze(pool: Pool, rules: Rules, settings: Settings, result: Result) -> bytes:
    """Return a solved round as compressed JSON."""
    identities = _Identities.of(pool)
    content = {
        "mentees": [*_told(pool.mentees, Mentee(id=""), identities)],
        "mentors": [*_told(pool.mentors, Mentor(id=""), identities)],
        "forbidden": [[one.mentee, one.mentor, one.rule] for one in rules.forbidden],
        "locked": [[one.mentee, one.mentor] for one in rules.locked],
        "relaxed": sorted(rules.relaxed),
        "settings": {**asdict(settings), "customs": [asdict(one) for one in settings.customs]},
        "pairs": [[one.mentee, one.mentor, one.score] for one in result.pairs],
        "certificate": asdict(result.certificate),
        "optimal": result.optimal,
    }
    return _packed(content)


def _packed(content: dict[str, Any]) -> bytes:
    words = json.dumps(content, separators=(",", ":"), check_circular=False)
    return zlib.compress(words.encode(), _QUICKLY)


def thaw(frozen: bytes) -> tuple[Pool, Rules, Settings, Result]:
    """Return a round as it was frozen; reasons are not kept with it."""
    kept = json.loads(zlib.decompress(frozen))
    pool = Pool(
        tuple(_mentee(one) for one in kept["mentees"]), tuple(_mentor(one) for one in kept["mentors"])
    )
    rules = Rules(
        forbidden=tuple(Forbidden(one, other, Rule(rule)) for one, other, rule in kept["forbidden"]),
        locked=tuple(Lock(one, other) for one, other in kept["locked"]),
        relaxed=frozenset(Rule(rule) for rule in kept["relaxed"]),
    )
    return pool, rules, _settings(kept["settings"]), _result(kept, pool, rules)


def without(frozen: bytes, person: str) -> bytes | None:
    """Return the same round with a number in place of somebody's id; none where they are not in it.

    What they told stays, for the proof needs it, and leads back to nobody.
    """
    kept = json.loads(zlib.decompress(frozen))
    people = {one["id"] for one in (*kept["mentees"], *kept["mentors"])}
    if person not in people:
        return None
    number = sum(name.startswith("left-") for name in people) + 1
    token = f"left-{number}"
    changed = _renamed(kept, person, token)
    return _packed(changed)


def _renamed(kept: dict[str, Any], person: str, token: str) -> dict[str, Any]:
    def name(one: str) -> str:
        return token if one == person else one

    for one in (*kept["mentees"], *kept["mentors"]):
        one["id"] = name(one["id"])
        for field in ("wishes", "managers"):
            if field in one:
                one[field] = [name(other) for other in one[field]]
    for list_of in ("forbidden", "locked", "pairs"):
        kept[list_of] = [[name(one), name(other), *rest] for one, other, *rest in kept[list_of]]
    paper = kept["certificate"]
    paper["prices"] = {name(one): price for one, price in paper["prices"].items()}
    if paper.get("fairness"):
        for field in ("full_at_minimum", "full_above"):
            paper["fairness"][field] = [name(one) for one in paper["fairness"][field]]
    return kept


@dataclass(frozen=True, slots=True)
class _Identities:
    """Numbers in place of identities: only whether two are the same is ever asked."""

    numbers: Mapping[str, str]
    ids: Container[str]

    @classmethod
    def of(cls, pool: Pool) -> _Identities:
        """Number everything that makes two records of the pool one person."""
        people: tuple[Mentee | Mentor, ...] = (*pool.mentees, *pool.mentors)
        numbers: dict[str, str] = {}
        for one in people:
            for identity in one.identities:
                if identity not in numbers:
                    numbers[identity] = f"#{len(numbers)}"
        return cls(numbers, {one.id for one in people})

    def hide(self, told: dict[str, Any]) -> None:
        """Put the numbers into what somebody tells; who supervises them and is not in the pool is left out."""
        if "identities" in told:
            told["identities"] = [self.numbers[who] for who in told["identities"]]
        if "managers" in told:
            known = [who for who in told["managers"] if who in self.numbers or who in self.ids]
            told["managers"] = [self.numbers.get(who, who) for who in known]


def _told(
    people: Iterable[Mentee | Mentor], nobody: Mentee | Mentor, identities: _Identities
) -> Iterator[dict[str, Any]]:
    """Yield what each tells beyond what everybody is taken to say."""
    names = [field.name for field in fields(nobody)]
    values_of = attrgetter(*names)
    usual = values_of(nobody)
    for person in people:
        told = {
            name: value
            for name, value, default in zip(names, values_of(person), usual, strict=True)
            if value != default
        }
        identities.hide(told)
        if "walked" in told:
            told["walked"] = [
                {"from_role": step.from_role, "to_role": step.to_role, "year": step.year}
                for step in told["walked"]
            ]
        yield told


def _words(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _word(name, value) for name, value in values.items()}


def _word(name: str, value: Any) -> Any:
    if name == "answers":
        return {key: tuple(one) if isinstance(one, list) else one for key, one in value.items()}
    if name == "walked":
        return tuple(Walked(**step) for step in value)
    if name in _PAIRS_OF_WORDS:
        return tuple(tuple(step) for step in value)
    return tuple(value) if isinstance(value, list) else value


def _mentee(kept: Mapping[str, Any]) -> Mentee:
    return Mentee(**_words(kept))


def _mentor(kept: Mapping[str, Any]) -> Mentor:
    return Mentor(**_words(kept))


def _settings(kept: Mapping[str, Any]) -> Settings:
    customs = tuple(Custom(**{**one, "kind": Kind(one["kind"])}) for one in kept["customs"])
    sought = {"objective": Objective(kept["objective"]), "unranked": Unranked(kept["unranked"])}
    return Settings(**{**kept, **sought, "customs": customs})


def _result(kept: Mapping[str, Any], pool: Pool, rules: Rules) -> Result:
    locked = {(lock.mentee, lock.mentor) for lock in rules.locked}
    pairs = tuple(_pair(one, locked) for one in kept["pairs"])
    placed = {pair.mentee for pair in pairs}
    return Result(
        pairs=pairs,
        unplaced=tuple(_left(one.id for one in pool.mentees if one.id not in placed)),
        total=sum(pair.score for pair in pairs),
        seats=sum(mentor.seats for mentor in pool.mentors),
        violations={},
        optimal=kept["optimal"],
        certificate=read_certificate(kept["certificate"]),
        seconds={},
    )


def _left(mentees: Iterable[str]) -> Iterable[Unplaced]:
    return (Unplaced(mentee=mentee, why=Why.SEATS_TAKEN, mentors=0) for mentee in mentees)


def _pair(kept: tuple[str, str, int], locked: set[tuple[str, str]]) -> Pair:
    mentee, mentor, score = kept
    told = Explanation(score=score, parts=(), gap=None)
    return Pair(
        mentee=mentee, mentor=mentor, score=score, explanation=told, is_locked=(mentee, mentor) in locked
    )


def read_certificate(kept: Mapping[str, Any]) -> Certificate:
    """Return a certificate from plain values."""
    fairness = kept.get("fairness")
    return Certificate(
        **{
            **kept,
            "objective": Objective(kept["objective"]),
            "fairness": fairness
            and Fairness(
                threshold=fairness["threshold"],
                placed=fairness["placed"],
                full_at_minimum=tuple(fairness["full_at_minimum"]),
                full_above=tuple(fairness["full_above"]),
            ),
        }
    )
