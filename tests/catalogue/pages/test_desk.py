"""Can administrators keep every kind in the browser, with nothing lost and nothing written over?"""

from __future__ import annotations

import html5lib
import pytest

from mentornet.catalogue.kinds import KINDS
from mentornet.catalogue.loading import load_catalogue
from mentornet.catalogue.models import Credential, Goal, Role
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.support.applications import in_context

DESK = "/administration/catalogue"
RBT = f"{DESK}/credentials/rbt"
HTML = "{http://www.w3.org/1999/xhtml}"


def text_of(answer) -> str:
    assert answer.status_code == 200, answer.status
    return str(answer.get_data(as_text=True))


def typed_in(text: str) -> dict[str, str]:
    """What a browser would send of the page's largest form."""
    tree = html5lib.parse(text)
    forms = tree.findall(f".//{HTML}form")
    form = max(forms, key=lambda one: len(list(one.iter())))
    values: dict[str, str] = {}
    for field in form.iter():
        name, tag = field.get("name"), str(field.tag).removeprefix(HTML)
        if not name or name == "csrf_token":
            continue
        if tag == "textarea":
            values[name] = field.text or ""
        elif tag == "select":
            chosen = [o for o in field.iter(f"{HTML}option") if o.get("selected") is not None]
            options = chosen or list(field.iter(f"{HTML}option"))[:1]
            values[name] = options[0].get("value", "") if options else ""
        elif tag == "input" and (field.get("type") != "checkbox" or field.get("checked") is not None):
            values[name] = field.get("value", "")
    return values


def edited(browser, address: str, **values: str) -> dict[str, str]:
    form = typed_in(text_of(browser.get(address)))
    return form | {"source": "source: the issuer's own page", "checked_on": "2026-01-15"} | values


@pytest.fixture
def root(visit, cast):
    """A browser of the administrator's."""
    return visit(cast.root)


def test_a_renewal_period_changed_here_shows_everywhere_at_once(root, visit):
    stranger = visit()
    assert "Every 2 years, 32 hours" in text_of(stranger.get("/catalogue/credentials/bcba"))
    answer = root.post(
        f"{DESK}/credentials/bcba",
        data=edited(root, f"{DESK}/credentials/bcba", renewal_months="36", ce_hours_per_period="48"),
    )
    assert answer.status_code == 302
    for address in (
        "/catalogue/credentials/bcba",
        "/catalogue/credentials?q=bcba",
        "/catalogue/roles/behavior-analyst",
    ):
        assert "Every 3 years, 48 hours" in text_of(stranger.get(address)), address


def test_an_edit_survives_the_next_load_and_is_listed_as_a_difference(app, root):
    root.post(RBT, data=edited(root, RBT, renewal_months="36"))
    with in_context(app):
        report = load_catalogue()
        assert not report.changed
        assert db.session.get_one(Credential, "rbt").renewal_months == 36
    differences = text_of(root.get(f"{DESK}/differences"))
    assert "Registered Behavior Technician" in differences
    assert "24 → 36" in differences


def test_a_new_alias_is_found_by_the_search_at_once(root, visit):
    address = f"{DESK}/roles/mental-health-technician"
    aliases = typed_in(text_of(root.get(address)))["aliases"]
    root.post(address, data=edited(root, address, aliases=aliases + "\nunit walker"))
    assert "/catalogue/roles/mental-health-technician" in text_of(visit().get("/catalogue?q=unit+walker"))


def test_a_change_needs_its_source_and_the_day_it_was_checked(root):
    answer = root.post(RBT, data=edited(root, RBT, source="", checked_on=""))
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert text.count("This cannot be empty.") >= 2


def test_a_day_still_to_come_is_refused(root):
    answer = root.post(RBT, data=edited(root, RBT, checked_on="2999-01-01"))
    assert answer.status_code == 422
    assert "This day is still to come." in answer.get_data(as_text=True)


def test_a_slug_nobody_knows_is_refused_with_the_nearest(root):
    answer = root.post(RBT, data=edited(root, RBT, leads_to_roles="registered-behavior-technicien"))
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "registered-behavior-technicien is no role we know." in text
    assert "registered-behavior-technician" in text


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("renewal_months", "soon"),
        ("renewal_months", "-3"),
        ("name", ""),
        ("name", "x" * 201),
        ("confidence", "sure"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_what_was_typed_stays(root, field, typed):
    answer = root.post(RBT, data=edited(root, RBT, **{field: typed, "notes": "Words worth keeping"}))
    assert answer.status_code == 422
    assert "Words worth keeping" in answer.get_data(as_text=True)


def test_a_step_cannot_be_longer_at_its_shortest(root):
    address = f"{DESK}/transitions/psychiatric-aide--mental-health-technician"
    answer = root.post(address, data=edited(root, address, typical_months_min="40", typical_months_max="4"))
    assert answer.status_code == 422
    assert "cannot be shorter than the shortest" in answer.get_data(as_text=True)


def test_of_two_who_edit_at_once_the_second_is_told_and_loses_nothing(root):
    first, second = edited(root, RBT, renewal_months="30"), edited(root, RBT, notes="From the second")
    assert root.post(RBT, data=first).status_code == 302
    answer = root.post(RBT, data=second)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Somebody changed this entry since you opened it." in text
    assert "From the second" in text
    assert "is now: 30" in text
    assert root.post(RBT, data=typed_in(text)).status_code == 302
    assert "From the second" in text_of(root.get(RBT))


def test_the_shipped_wording_can_be_taken_back(app, root):
    root.post(RBT, data=edited(root, RBT, renewal_months="36"))
    edition = typed_in(text_of(root.get(RBT)))["edition"]
    assert root.post(f"{RBT}/take-shipped-back", data={"edition": edition}).status_code == 302
    with in_context(app):
        entry = db.session.get_one(Credential, "rbt")
        assert (entry.renewal_months, entry.edited_at) == (24, None)
        assert not load_catalogue().changed


def test_a_retired_role_is_offered_no_more_until_it_is_restored(root, visit):
    address = f"{DESK}/roles/psychometrist"
    root.post(f"{address}/retire", data={"edition": "1"})
    assert "/catalogue/roles/psychometrist" not in text_of(visit().get("/catalogue?q=psychometrist"))
    assert "psychometrist" not in text_of(visit().get("/ladder"))
    root.post(f"{address}/restore", data={"edition": "2"})
    assert "/catalogue/roles/psychometrist" in text_of(visit().get("/catalogue?q=psychometrist"))


def test_a_stale_button_is_refused(root):
    assert root.post(f"{RBT}/retire", data={"edition": "7"}).status_code == 409


def test_an_entry_can_be_added_and_is_offered_at_once(app, root, visit):
    form = {
        "slug": "night-mentoring",
        "title": "Learn to work nights well",
        "category": "skills",
        "description": "Sleep, food and light",
        "suggested_milestones": "plan sleep\nplan food",
        "source": "our own experience",
        "confidence": "unverified",
        "checked_on": "2026-01-15",
    }
    answer = root.post(f"{DESK}/goals/new", data=form)
    assert answer.status_code == 302
    assert "Learn to work nights well" in text_of(visit().get("/catalogue/goals?q=nights"))
    with in_context(app):
        assert db.session.get_one(Goal, "night-mentoring").suggested_milestones == ["plan sleep", "plan food"]
        assert not load_catalogue().changed
    assert root.post(f"{DESK}/goals/new", data=form).status_code == 409


def test_a_bad_slug_is_refused(root):
    answer = root.post(
        f"{DESK}/goals/new",
        data={
            "slug": "Night Shift!",
            "title": "x",
            "category": "skills",
            "source": "s",
            "confidence": "unverified",
            "checked_on": "2026-01-15",
        },
    )
    assert answer.status_code == 422
    assert "small letters" in answer.get_data(as_text=True)


def test_the_history_names_who_changed_what(root):
    root.post(RBT, data=edited(root, RBT, renewal_months="36"))
    text = text_of(root.get(RBT))
    assert "Root changed it" in text
    assert "24 → 36" in text


def test_saving_without_a_change_changes_nothing(app, root):
    with in_context(app):
        entry = db.session.get_one(Credential, "rbt")
        entry.checked_on, entry.source = clock.today().replace(2026, 1, 15), "source: the issuer's own page"
    root.post(RBT, data=edited(root, RBT))
    with in_context(app):
        assert db.session.get_one(Credential, "rbt").edited_at is None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_kind_can_be_listed_opened_and_saved_unharmed(app, root, kind):
    with in_context(app):
        slug = db.session.query(kind.model.slug).order_by(kind.model.position).limit(1).scalar()
        before = {c.name: getattr(db.session.get_one(kind.model, slug), c.name) for c in kind.columns()}
    text_of(root.get(f"{DESK}/{kind.key}"))
    text_of(root.get(f"{DESK}/{kind.key}/new"))
    address = f"{DESK}/{kind.key}/{slug}"
    answer = root.post(address, data=edited(root, address))
    assert answer.status_code == 302, answer.get_data(as_text=True)
    with in_context(app):
        entry = db.session.get_one(kind.model, slug)
        differing = [n for n, v in before.items() if getattr(entry, n) != v]
        assert set(differing) <= {"source", "checked_on"}


def test_a_role_edited_here_keeps_its_place_in_the_list(app, root):
    address = f"{DESK}/roles/psychiatric-aide"
    with in_context(app):
        before = db.session.get_one(Role, "psychiatric-aide").position
    root.post(address, data=edited(root, address, title="Psychiatric helper"))
    with in_context(app):
        role = db.session.get_one(Role, "psychiatric-aide")
        assert (role.title, role.position) == ("Psychiatric helper", before)
