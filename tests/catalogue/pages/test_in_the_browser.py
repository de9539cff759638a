"""Do the catalogue and the ladder work for a hand on a phone, and for everybody?"""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.support.browser import DESK, PHONE

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = [
    "/catalogue",
    "/catalogue?q=APA",
    "/catalogue/roles",
    "/catalogue/roles/mental-health-technician",
    "/catalogue/credentials/ncpt-1",
    "/catalogue/states/us-ca",
    "/catalogue/goals/get-certified",
    "/ladder",
    "/ladder?from=mental-health-technician&to=registered-nurse&or=clinical-social-worker",
    "/support",
]

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]


def test_typing_bht_leads_to_the_mental_health_technician(open_page):
    page = open_page(viewport=PHONE)
    page.goto("/catalogue")
    page.get_by_label("Search the catalogue").fill("BHT")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Mental health technician", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Mental health technician"


def test_a_path_is_chosen_without_any_script(open_page):
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto("/ladder")
    page.get_by_label("Where you want to be").select_option("facility-director")
    page.get_by_role("button", name="Show the steps").click()
    assert page.get_by_role("heading", name="To Facility director").is_visible()
    assert page.get_by_role("list", name="From Mental health technician to Facility director").is_visible()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "light"), (DESK, "dark")], ids=["phone-light", "desk-dark"]
)
def test_a_page_has_no_barrier_and_fits_its_width(open_page, path, size, scheme):
    page = open_page(viewport=size, color_scheme=scheme)
    page.goto(path)
    found = Axe().run(page, options=RULES).response["violations"]
    assert not [(v["id"], [node["html"] for node in v["nodes"]]) for v in found]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
