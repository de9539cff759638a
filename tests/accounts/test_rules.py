"""What is allowed of accounts?"""

from __future__ import annotations

import pytest

from mentornet.accounts.conduct import FIRST_TEXT, Block, BlockKind, blocks
from mentornet.accounts.limits import network_of
from mentornet.accounts.models import Account
from mentornet.accounts.rules import ensure_can_disable, ensure_can_revoke, needs_to_accept, password_fault
from mentornet.foundation.errors import Refusal

MARIA = {"name": "Maria Santos", "address": "msantos77@people.example"}


@pytest.mark.parametrize(
    "password",
    [
        "herons over the pond",
        "alllowercaseletterswithoutsigns",
        "Ωμέγα και άλφα μαζί",
        "🦉🦉 over the old mill 🦉",
        "  spaces count as typed  ",
        "x7" * 5 + "qpzmwoxn",
        "correct horse battery " * 11,
    ],
)
def test_any_characters_make_a_good_password(password):
    assert password_fault(password, **MARIA) is None


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("ninechars", "at least 10"),
        ("x" * 257, "at most 256"),
        ("1234567890", "lists that people try"),
        ("PASSWORD123", "lists that people try"),
        ("i am maria now", "name or address"),
        ("MSANTOS77 rules", "name or address"),
        ("aaaaaaaaaaaa", "easy to guess"),
        ("abcdefghij12", "easy to guess"),
    ],
)
def test_a_password_that_is_guessed_first_is_refused(password, words):
    assert words in (password_fault(password, **MARIA) or "")


def test_nobody_disables_themselves():
    root = Account(id=1, is_administrator=True)
    with pytest.raises(Refusal, match="your own account"):
        ensure_can_disable(root, by=root)
    ensure_can_disable(Account(id=2), by=root)
    ensure_can_disable(root, by=None)


def test_the_last_administrator_stays():
    root = Account(id=1, is_administrator=True)
    with pytest.raises(Refusal, match="last administrator"):
        ensure_can_revoke(root, administrators=1)
    ensure_can_revoke(root, administrators=2)
    ensure_can_revoke(Account(id=2, is_administrator=False), administrators=1)


@pytest.mark.parametrize(("accepted", "newest", "needed"), [(1, 1, False), (1, 2, True), (0, 1, True)])
def test_the_newest_code_of_conduct_is_to_be_accepted(accepted, newest, needed):
    assert needs_to_accept(Account(accepted_conduct=accepted), newest) is needed


def test_plain_text_becomes_headings_paragraphs_and_lists():
    text = "A heading\n\nA paragraph that\ngoes on.\n- one\n- two, and\nmore of two\n\n- alone"
    assert blocks(text) == [
        Block(BlockKind.HEADING, ("A heading",)),
        Block(BlockKind.PARAGRAPH, ("A paragraph that goes on.",)),
        Block(BlockKind.LIST, ("one", "two, and more of two")),
        Block(BlockKind.LIST, ("alone",)),
    ]


def test_the_shipped_code_of_conduct_has_its_parts():
    headings = [block.lines[0] for block in blocks(FIRST_TEXT) if block.kind is BlockKind.HEADING]
    assert len(headings) == 7
    assert headings[0] == "Leave clients out"


@pytest.mark.parametrize(
    ("remote", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        (None, "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_a_network_is_an_address_or_half_of_a_long_one(remote, network):
    assert network_of(remote) == network
