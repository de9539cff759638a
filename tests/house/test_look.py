"""Is the look light enough to carry, whole, and fit for everybody?"""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from jinja2 import Environment, meta

from config import ROOT
from mentornet.foundation.assets import FOLDER
from tests.support.browser import DESK, PHONE

TEMPLATES = sorted(p.relative_to(ROOT / "templates").as_posix() for p in (ROOT / "templates").rglob("*.*"))
MOST_BYTES = 90_000
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def test_styles_and_scripts_together_stay_under_ninety_kilobytes():
    carried = [p for p in FOLDER.rglob("*") if p.suffix in {".css", ".js"}]

    assert sum(len(gzip.compress(p.read_bytes(), mtime=0)) for p in carried) < MOST_BYTES


def test_what_was_vendored_is_what_was_published():
    vendor = FOLDER / "vendor"

    for line in (vendor / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((vendor / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles_and_so_does_what_it_builds_on(app_on, name):
    app, _ = app_on("sqlite")
    environment = app.jinja_env

    environment.get_template(name)
    for other in _built_on(environment, name):
        environment.get_template(other)


def _built_on(environment: Environment, name: str) -> list[str]:
    tree = environment.parse((ROOT / "templates" / name).read_text())
    return [other for other in meta.find_referenced_templates(tree) if other]


@pytest.mark.parametrize("name", [name for name in TEMPLATES if not name.startswith("letters/")])
def test_no_page_carries_style_or_script_inside(name):
    text = (ROOT / "templates" / name).read_text()

    assert not re.search(
        r"\sstyle=|\son(?:click|change|submit|load|input|error|focus|blur|key\w+)=|<style|<script(?! type=\"application/ld\+json\">)(?![^>]*\ssrc=)|javascript:",
        text,
    )


def test_every_icon_that_is_asked_for_is_drawn():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (FOLDER / "icons.svg").read_text()))
    asked = set()
    for name in TEMPLATES:
        asked |= set(re.findall(r'icon(?:_name)?(?:\(|=)"([\w-]+)"', (ROOT / "templates" / name).read_text()))

    assert asked <= drawn


def test_every_class_named_in_a_component_is_drawn_or_a_hook_of_the_script():
    drawn = (FOLDER / "house.css").read_text() + (FOLDER / "house.js").read_text()
    for path in sorted(Path(ROOT / "templates" / "components").glob("*.html")):
        for value in re.findall(r'class="([\w -]+)"', path.read_text()):
            for name in value.split():
                assert f".{name}" in drawn, f"{path.name}: {name}"


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_the_components_have_no_barrier(open_page, scheme, size):
    page = open_page(viewport=size, color_scheme=scheme)
    page.goto("/style")

    found = Axe().run(page, options=RULES).response["violations"]

    assert not [(v["id"], [node["html"] for node in v["nodes"]]) for v in found]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_an_act_that_cannot_be_undone_asks_first_with_script_and_without(open_page):
    for has_script in (True, False):
        page = open_page(viewport=PHONE, java_script_enabled=has_script)
        page.goto("/style")
        page.get_by_text("Leave the program", exact=True).first.click()
        assert page.get_by_role("heading", name="Leave Spring nurses 2027?").is_visible()
        assert (page.locator("dialog[open]").count() == 1) is has_script


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_day_of_the_week_is_marked_whole_by_its_name(open_page):
    page = open_page(viewport=PHONE)
    page.goto("/style")

    page.get_by_role("button", name="All of Wednesday").click()

    assert page.locator("input[name=available][value^=wed]:checked").count() == 6


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_long_list_is_narrowed_by_the_names_people_use(open_page):
    page = open_page(viewport=PHONE)
    page.goto("/style")

    page.get_by_label("Narrow the list: Specializations you work in").fill("detox")

    assert page.get_by_label("Withdrawal management").is_visible()
    assert not page.get_by_label("Mobile crisis").is_visible()


def test_the_frame_takes_no_name_that_a_page_may_use_for_its_own():
    named = re.findall(r"{%-? set (\w+)", (ROOT / "templates" / "base.html").read_text())

    assert [name for name in named if not name.startswith("frame_")] == []
