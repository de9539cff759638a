"""A talk is looked through before strangers read of it."""

from __future__ import annotations

from mentornet.events import rules

READY = (
    "This hour is for new technicians and charge nurses. You will be able to read the first signs of distress, "
    "keep your distance and choose your words. We practice in pairs with invented cases, and everyone tries "
    "each step twice. It rests on the 2019 guideline on restraint reduction and on twelve years of night shifts. "
    + "Bring a question from your own unit, told without anything that points to a person. "
    * 4
)


def looked_through(browser, **typed):
    answer = browser.post("/events/practise", data=typed)
    assert answer.status_code == 200
    return answer.text


def test_what_points_to_a_client_is_marked_and_the_words_stay(cast, visit):
    page = looked_through(
        visit(cast.ben), title="Calm", abstract="My client Maria Lopez was admitted on May 3."
    )

    assert "Rewrite these first" in page
    assert "Nothing points to a client" in page
    assert "My client Maria Lopez was admitted on May 3.</textarea>" in page


def test_one_press_leaves_out_what_points_to_a_client(cast, visit):
    told = {"title": "What Maria taught me", "abstract": "My client Maria Lopez was admitted on May 3."}
    browser = visit(cast.ben)
    assert 'name="leave_out"' in looked_through(browser, **told)

    page = looked_through(browser, **told, leave_out="y")

    assert "My client [someone] was admitted on [a day].</textarea>" in page
    assert "What pointed to a client is left out" in page
    assert "Rewrite these first" not in page
    assert 'name="leave_out"' not in page


def test_an_abstract_that_has_everything_is_told_so(cast, visit):
    page = looked_through(visit(cast.ben), title="The first ninety seconds", abstract=READY, minutes="20")

    assert "not yet" not in page
    assert "2,600 spoken words" in page


def test_an_abstract_that_lacks_everything_is_told_what():
    checks = rules.checks_of("", "Calm.", has_findings=False)

    assert [check.is_met for check in checks] == [True, False, False, False, False, False, False]


def test_an_empty_abstract_is_asked_for(cast, visit):
    answer = visit(cast.ben).post("/events/practise", data={"minutes": "500"})

    assert answer.status_code == 422
    assert "Write or paste the abstract first." in answer.text
    assert "From 3 to 180 minutes." in answer.text


def test_a_practice_audience_is_asked_for_with_words_that_stand_there(cast, visit):
    page = visit(cast.ben).get("/events/new?practice=1").text

    assert "Practice audience:" in page
    assert "Invented cases only" in page
