"""Whose address is this, however it is written? And whom does a manager's cell name?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...foundation.tables import Row
from ...foundation.words import canonical_address, folded

_ADDRESS = re.compile(r"[^\s<>;,()\"]+@[^\s<>;,()\"]+")
_LINK = "mailto:"


def addresses_in(text: str) -> tuple[str, ...]:
    """Return the one form of each address in a text like `Ada <ADA@x.example>; mailto:ada+work@x.example`."""
    found = (address.removeprefix(_LINK) for address in _ADDRESS.findall(text))
    return tuple(dict.fromkeys(map(canonical_address, found)))


def identities(row: Row, id_heading: str, email_heading: str) -> tuple[str, ...]:
    """Return what makes two rows one person: the addresses in their email and, where it is one, their id.

    Raises:
        TableError: The email holds no address.
    """
    text = row.text(email_heading)
    found = addresses_in(text)
    if text and not found:
        raise row.refuse(
            email_heading,
            f'"{text}" is no mail address. Write it like name@place.example, or leave it empty.',
        )
    return tuple(dict.fromkeys([*found, *addresses_in(row.text(id_heading))]))


@dataclass(slots=True)
class Names:
    """The ids of one side, found again in other columns and files however they are written there."""

    ids: Mapping[str, tuple[str, ...]]
    """The person's addresses by id."""
    _folded: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _by_address: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        """Index the ids."""
        for name, addresses in self.ids.items():
            self._folded[folded(name)].append(name)
            for address in addresses:
                self._by_address[address].append(name)

    def meant_by(self, text: str) -> list[str]:
        """Return whom the text can mean: who is called exactly so; else who is but for case and accents; else by address."""
        if text in self.ids:
            return [text]
        alike = self._folded.get(folded(text), [])
        return alike or list(
            dict.fromkeys(
                name for address in addresses_in(text) for name in self._by_address.get(address, ())
            )
        )


def managers_named(words: Iterable[str], others: Names, own: Names) -> tuple[str, ...]:
    """Return by what each manager is known: as somebody of the other side, by address, or by an id of the own sheet."""
    found: list[str] = []
    for word in words:
        meant = others.meant_by(word)
        found += [word, *meant, *addresses_in(word)]
        found += [address for name in meant for address in others.ids[name]]
        if not meant:
            found += [address for name in own.meant_by(word) for address in own.ids[name]]
    return tuple(dict.fromkeys(found))
