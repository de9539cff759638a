"""Which entry is meant by a value? By one of its names, by an answer given before, or by asking once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from ...foundation.words import folded
from ..models import LONGEST_VALUE

KEPT_AS_WORDS = ""
LEFT_OUT = "-"
NOT_ASKED = frozenset({"block"})
MOST_SUGGESTED = 6
MOST_ASKED = 100
MOST_DISTINCT = 5_000
WORTH_SHOWING = 62.0
"""How alike, of 100, a name must be to be offered."""
A_SLIP = 84.0
"""How alike it must be to be chosen beforehand."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one kind: folded name to the slugs that bear it, and each slug's title."""

    slugs: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str]

    def find(self, key: str) -> str | None:
        """Return the one entry that bears the folded name `key`; None where none or several do."""
        found = self.slugs.get(key, ())
        return found[0] if len(found) == 1 else None

    def suggest(self, key: str) -> list[str]:
        """List the entries that may be meant, the likeliest first: those that share the name, else those alike."""
        if shared := self.slugs.get(key):
            return list(shared)
        near = process.extract(
            key, self.slugs.keys(), scorer=fuzz.WRatio, limit=3 * MOST_SUGGESTED, score_cutoff=WORTH_SHOWING
        )
        best = sorted(near, key=lambda one: (-fuzz.ratio(key, one[0]), -one[1], one[0]))
        found = (slug for name, _score, _key in best for slug in self.slugs[name])
        return list(dict.fromkeys(found))[:MOST_SUGGESTED]

    def slip(self, key: str) -> str | None:
        """Return the entry whose name `key` is with a slip of the pen, or None where that is not plain."""
        if key in self.slugs:
            return None
        near = process.extractOne(key, self.slugs.keys(), scorer=fuzz.ratio, score_cutoff=A_SLIP)
        return self.find(near[0]) if near else None


def make_names(entries: Iterable[tuple[str, str, Iterable[str]]]) -> Names:
    """Build `Names` from (slug, title, every name)."""
    slugs: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for slug, title, names in entries:
        titles[slug] = title
        for name in names:
            bearers = slugs.setdefault(folded(name), [])
            if slug not in bearers:
                bearers.append(slug)
    slugs.pop("", None)
    return Names({name: tuple(bearers) for name, bearers in slugs.items()}, titles)


@dataclass(slots=True)
class Unknown:
    """A value that is no name of ours: how it was first written, and how often it stands there."""

    written: str
    times: int = 0


@dataclass(slots=True)
class Dictionary:
    """What every value means: the catalogue's names and the answers people gave; unknown ones are counted."""

    names: Mapping[str, Names]
    answers: Mapping[tuple[str, str], str] = field(default_factory=dict)
    unknown: dict[tuple[str, str], Unknown] = field(default_factory=dict)
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def meaning(self, kind: str, written: str) -> str:
        """Return the slug that `written` means, KEPT_AS_WORDS where it is the person's own, or LEFT_OUT."""
        known = self._known.get((kind, written))
        if known is None:
            known = self._look_up(kind, written)
            if len(self._known) < MOST_DISTINCT:
                self._known[kind, written] = known
        if known == KEPT_AS_WORDS:
            self._count(kind, written)
        return known

    def knows(self, kind: str, written: str) -> bool:
        """Say whether the whole of `written` is a name or was answered for; a name may hold what parts a list."""
        key = value_key(written)
        return self.names[kind].find(key) is not None or (kind, key) in self.answers

    def _look_up(self, kind: str, written: str) -> str:
        key = value_key(written)
        answer = self.answers.get((kind, key))
        if answer is not None and (answer in {KEPT_AS_WORDS, LEFT_OUT} or answer in self.names[kind].titles):
            return answer
        return self.names[kind].find(key) or KEPT_AS_WORDS

    def _count(self, kind: str, written: str) -> None:
        key = (kind, value_key(written))
        if key not in self.unknown:
            if len(self.unknown) >= MOST_DISTINCT:
                return
            self.unknown[key] = Unknown(written[:LONGEST_VALUE])
        self.unknown[key].times += 1


def value_key(written: str) -> str:
    """Return the one form in which a value is compared and remembered."""
    return folded(written)[:LONGEST_VALUE]
