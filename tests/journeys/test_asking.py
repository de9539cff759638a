"""A mentee asks a mentor on her phone, and the mentor says yes on hers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.support.accessibility import assert_accessible
from tests.support.applications import in_context
from tests.support.asking import WORDS, asking_program
from tests.support.browser import PHONE, sign_in


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_mentee_asks_and_the_mentor_says_yes(app, cast, open_page):
    with in_context(app):
        asking_program(cast)
    mentee = open_page(viewport=PHONE, has_touch=True)
    sign_in(mentee, app, cast.ben.id)
    mentee.goto("/people")
    mentee.get_by_role("link", name="Ada", exact=True).tap()
    mentee.get_by_role("link", name="Ask to be my mentor").tap()
    expect(mentee.get_by_label("A few words to them")).to_be_visible()
    assert_accessible(mentee)
    mentee.get_by_label("A few words to them").fill(WORDS)
    mentee.get_by_role("button", name="Ask Ada").tap()
    expect(mentee.get_by_text("Ada is asked.")).to_be_visible()
    assert_accessible(mentee)

    mentor = open_page(viewport=PHONE, has_touch=True)
    sign_in(mentor, app, cast.ada.id)
    mentor.goto("/")
    mentor.get_by_role("button", name="Read and answer").tap()
    expect(mentor.get_by_text(WORDS)).to_be_visible()
    expect(mentor.get_by_role("heading", name="Why you two")).to_be_visible()
    assert_accessible(mentor)
    mentor.get_by_role("button", name="Accept Ben as your mentee").tap()
    expect(mentor.get_by_text("You said yes. Your mentorship begins.")).to_be_visible()

    mentee.goto("/mentorships")
    mentee.get_by_role("link", name="Requests").tap()
    expect(mentee).to_have_url(re.compile("/requests$"))
    assert_accessible(mentee)
    mentee.get_by_role("link", name="Ada").tap()
    mentee.get_by_role("link", name="Open your mentorship").tap()
    expect(mentee).to_have_url(re.compile(r"/mentorships/\d+$"))
    expect(mentee.get_by_role("link", name=cast.ada.email)).to_be_visible()
