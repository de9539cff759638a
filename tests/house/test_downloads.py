"""Can every list be taken out? With its filter, as CSV and XLSX, streamed, accents whole, nothing run as a formula."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.foundation.downloads import batches, download
from mentornet.foundation.tables import CSV_TYPE, XLSX_TYPE
from tests.events.registering.doors import all_registered
from tests.support.applications import in_context
from tests.support.asking import ben_asks_ada
from tests.support.doors import doors_of
from tests.support.pairs import ada_and_ben, make_program
from tests.support.programs import stage_program
from tests.support.rounds import published_round, small_program, solved_round

TEMPLATES = Path(__file__).parents[2] / "templates"


def as_csv(answer: Any) -> list[dict[str, str]]:
    assert answer.status_code == 200
    assert answer.content_type == CSV_TYPE
    assert re.fullmatch(r'attachment; filename="?[a-z0-9-]+\.csv"?', answer.headers["Content-Disposition"])
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"), newline="")))


def as_xlsx(answer: Any) -> list[list[Any]]:
    assert answer.status_code == 200
    assert answer.content_type == XLSX_TYPE
    sheet: Any = load_workbook(io.BytesIO(answer.get_data())).active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def rename(app: Any, account_id: int, name: str) -> None:
    with in_context(app):
        db.session.get_one(Account, account_id).display_name = name


def test_members_come_out_as_they_are_narrowed(app, cast, visit):
    stage_program(app, cast)
    rename(app, cast.ada.id, "=Zoë Ångström")
    cora = visit(cast.cora)

    everybody = as_csv(cora.get("/programs/rungs/members/download.csv"))
    mentors = as_csv(cora.get("/programs/rungs/members/download.csv?side=mentor"))
    book = as_xlsx(cora.get("/programs/rungs/members/download.xlsx?side=mentor"))

    assert {row["email"] for row in everybody} == {cast.ada.email, cast.ben.email}
    assert [(row["name"], row["side"], row["state"]) for row in mentors] == [
        ("'=Zoë Ångström", "mentor", mentors[0]["state"])
    ]
    assert book[0] == list(mentors[0])
    assert [row[:3] for row in book[1:]] == [["=Zoë Ångström", cast.ada.email, "mentor"]]
    assert as_csv(cora.get("/programs/rungs/members/download.csv?name=nobody")) == []


def test_the_page_of_members_links_what_it_shows(app, cast, visit):
    stage_program(app, cast)
    page = visit(cast.cora).get("/programs/rungs/members?side=mentor").get_data(as_text=True)
    assert "/programs/rungs/members/download.csv?side=mentor" in page
    assert "/programs/rungs/members/download.xlsx?side=mentor" in page


def test_drafts_and_who_is_left_out_come_with_their_reasons(app, cast, visit):
    with in_context(app):
        round_id = solved_round(small_program(cast)).id
    cora = visit(cast.cora)
    drafts = as_csv(cora.get(f"/rounds/{round_id}/review/download.csv"))
    left = as_csv(cora.get(f"/rounds/{round_id}/unplaced/download.csv"))
    assert drafts
    assert all(row["reasons"] and 0 <= float(row["fit"]) <= 1 for row in drafts)
    assert all(row["reason"] for row in left)
    assert len(as_xlsx(cora.get(f"/rounds/{round_id}/review/download.xlsx"))) == len(drafts) + 1
    name = drafts[0]["mentee"]
    narrowed = as_csv(cora.get(f"/rounds/{round_id}/review/download.csv", query_string={"name": name}))
    assert {row["mentee"] for row in narrowed} == {name}


def test_answers_come_by_state(app, cast, visit):
    with in_context(app):
        round_id = published_round(small_program(cast)).id
    cora = visit(cast.cora)
    sent = as_csv(cora.get(f"/rounds/{round_id}/answers/download.csv"))
    assert {row["stands"] for row in sent} == {"Waiting"}
    assert as_csv(cora.get(f"/rounds/{round_id}/answers/download.csv?state=accepted")) == []
    assert "state=open" in cora.get(f"/rounds/{round_id}/answers?state=open").get_data(as_text=True)


def test_pairs_at_work_and_requests_come_out(app, cast, visit):
    with in_context(app):
        pair = ada_and_ben(cast)
        slug = db.session.scalars(sa.text("SELECT slug FROM programs")).first()
        names = pair.mentee.display_name, pair.mentor.display_name
    rows = as_csv(visit(cast.cora).get(f"/programs/{slug}/mentorships/download.csv?state=active"))
    assert [(row["mentee"], row["mentor"]) for row in rows] == [names]
    assert as_csv(visit(cast.cora).get(f"/programs/{slug}/mentorships/download.csv?state=ended")) == []


def test_requests_come_out(app, cast, visit):
    with in_context(app):
        slug = ben_asks_ada(cast).program.slug
    rows = as_csv(visit(cast.cora).get(f"/programs/{slug}/requests/download.csv"))
    assert [row["state"] for row in rows] == ["Awaits an answer"]


def test_who_comes_to_an_event_comes_out(app, cast, visit):
    with in_context(app):
        event_id = all_registered(cast)["event_id"]
    rows = as_csv(visit(cast.cora).get(f"/events/{event_id}/registrations/download.csv"))
    assert len(rows) == 6
    assert {row["stands"] for row in rows} <= {"Has a seat", "In line", "Seat offered"}


def test_the_trail_and_the_accounts_come_out_for_administrators(app, cast, visit):
    with in_context(app):
        make_program(cast)
    root = visit(cast.root)
    accounts = as_csv(root.get("/administration/people/download.csv?q=cora"))
    assert [row["email"] for row in accounts] == [cast.cora.email]
    assert set(as_xlsx(root.get("/audit/download.xlsx"))[0]) == {
        "at (UTC)",
        "who",
        "act",
        "about",
        "id",
        "more",
    }


def test_a_kind_of_the_catalogue_comes_out_as_it_is_narrowed(app, cast, visit):
    browser = visit(cast.ben)
    everything = as_csv(browser.get("/catalogue/roles/download.csv"))
    some = as_csv(browser.get("/catalogue/roles/download.csv?q=nurse"))
    assert 0 < len(some) < len(everything)
    assert {"slug", "title", "source", "checked_on"} <= set(everything[0])


def test_a_long_list_is_fetched_a_batch_at_a_time(app, cast):
    with app.test_request_context():
        sizes = [len(batch) for batch in batches(sa.select(Account).order_by(Account.id), size=3)]
        assert max(sizes) == 3
        assert sum(sizes) == db.session.scalar(sa.select(sa.func.count()).select_from(Account))
        asked: list[int] = []

        def rows() -> Any:
            for number in range(100_000):
                asked.append(number)
                yield number

        pieces = download("a list: of/all", [("n", lambda one: one)], rows(), "csv").response
        next(iter(pieces))
        assert len(asked) < 50_000


TAKEN_OUT_OTHERWISE = {
    "career/list_hours.html",  # a person's own hours: a file for the board
    "events/_list.html",  # events: into a calendar
    "imports/show_outcome.html",  # what was refused: a file to mend
}
FOR_READING_ALONE = {
    "catalogue_desk/list_kind.html",  # the catalogue's own pages hand out every kind
    "directory/list_people.html",  # people as members see them; who runs a program has its members
    "events/list_going.html",  # those who let others see that they go
    "events/show_desk.html",  # names to tick off; the list of who comes is beside it
    "imports/show_preview.html",  # the person's own file
    "mailbox/list_letters.html",  # development alone
    "matching/choose_swap.html",  # choices, of the round's pairs
    "notifications/list_notices.html",
    "requests/list_requests.html",  # a mentee's own
    "style/show_components.html",
}


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_every_list_of_many_pages_can_be_taken_out_or_says_here_why_not(app):
    texts = {path.relative_to(TEMPLATES).as_posix(): path.read_text() for path in TEMPLATES.rglob("*.html")}
    paged = {name for name, text in texts.items() if "pager(" in text} - {"components/lists.html"}
    linked = {name for name, text in texts.items() if "download_links(" in text}
    assert paged - linked <= TAKEN_OUT_OTHERWISE | FOR_READING_ALONE
    named = {one for text in texts.values() for one in re.findall(r'download_links\("([\w.]+)"', text)}
    assert named <= {endpoint for endpoint, _ in doors_of(app)}
