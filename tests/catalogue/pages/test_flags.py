"""Can a member say that something is wrong, and is it settled?"""

from __future__ import annotations

from tests.catalogue.pages.scenes import text_of


def test_a_member_flags_an_error_and_administrators_are_told(visit, cast):
    ben, root = visit(cast.ben), visit(cast.root)
    answer = ben.post("/catalogue/credentials/rbt/flag", data={"words": "Renewal is 24 months now."})
    assert answer.status_code == 302
    assert "is wrong" in text_of(root.get("/notices"))
    flags = text_of(root.get("/administration/catalogue/flags"))
    assert "Renewal is 24 months now." in flags


def test_an_empty_flag_is_sent_back(visit, cast):
    answer = visit(cast.ben).post("/catalogue/credentials/rbt/flag", data={"words": ""})
    assert answer.status_code == 422
    assert "Say what is wrong." in answer.get_data(as_text=True)


def test_settling_a_flag_tells_the_member_and_closes_it(visit, cast):
    visit(cast.ben).post("/catalogue/credentials/rbt/flag", data={"words": "Wrong."})
    root = visit(cast.root)
    flags = text_of(root.get("/administration/catalogue/flags"))
    address = flags.split('action="')[-1].split('"')[0]
    assert root.post(address, data={"answer": "Mended, thank you."}).status_code == 302
    assert root.post(address, data={"answer": "Again."}).status_code == 409
    assert "Mended, thank you." in text_of(visit(cast.ben).get("/notices"))
    assert "Nobody says" in text_of(root.get("/administration/catalogue/flags"))
