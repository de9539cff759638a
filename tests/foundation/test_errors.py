"""Does a refusal lead anywhere? Back to where its reader came from, if that was here."""

from __future__ import annotations

import pytest

HERE = "http://localhost"


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        (f"{HERE}/events?q=calm&page=2", "/events?q=calm&amp;page=2"),
        ("https://elsewhere.example/events", "/"),
        (f"{HERE}//elsewhere.example/", "/"),
        (f"{HERE}/no-such-page", "/"),
        ("http://[broken", "/"),
        (None, "/"),
    ],
)
def test_a_refusal_leads_back_to_where_one_was(visit, came_from, leads_to):
    headers = {"Referer": came_from} if came_from else {}
    page = visit().get("/no-such-page", headers=headers).get_data(as_text=True)
    assert f'<a class="button is-primary" href="{leads_to}">' in page
