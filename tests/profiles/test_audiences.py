"""Who sees which answer?"""

from __future__ import annotations

import pytest

from mentornet.profiles.audiences import AUDIENCES, Audience, Viewer, audience_words, visible_to

from .people import full_mentee


@pytest.mark.parametrize("name", AUDIENCES)
def test_every_answer_says_who_sees_it(name):
    assert audience_words(name)


def test_a_stranger_sees_nothing_and_the_owner_everything():
    profile = full_mentee()
    assert visible_to(Viewer.STRANGER, profile) == frozenset()
    assert visible_to(Viewer.SELF, profile) == set(AUDIENCES)


def test_each_circle_sees_what_the_wider_one_sees():
    profile = full_mentee(is_employer_hidden=False)
    fellow, match, coordinator = (
        visible_to(viewer, profile) for viewer in (Viewer.FELLOW, Viewer.MATCH, Viewer.COORDINATOR)
    )
    assert fellow < match < coordinator


@pytest.mark.parametrize("viewer", [viewer for viewer in Viewer if viewer is not Viewer.SELF])
def test_ties_and_a_hidden_employer_are_the_owners_alone(viewer):
    seen = visible_to(viewer, full_mentee(is_employer_hidden=True))
    assert not seen & {"ties", "employer"}


def test_an_employer_that_is_not_hidden_is_seen_within_the_program():
    assert "employer" in visible_to(Viewer.FELLOW, full_mentee(is_employer_hidden=False))


def test_only_the_owner_sees_what_prevents_conflicts():
    assert AUDIENCES["ties"] is Audience.SELF
