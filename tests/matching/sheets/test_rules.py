"""The hard rules and the constraints: whom they part, however people write one another's names."""

from __future__ import annotations

import pytest

BEN = "id,email,manager_id,languages\nben,{email},{manager},{languages}\n"
ADA = "id,email,manager_id,languages\nada,{email},{manager},{languages}\n"


def two(ben: dict[str, str] | None = None, ada: dict[str, str] | None = None) -> tuple[str, str]:
    empty = {"email": "", "manager": "", "languages": ""}
    return BEN.format(**empty | (ben or {})), ADA.format(**empty | (ada or {}))


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("ben@x.example", "ben@x.example"),
        ("Ben@X.example ", " ben@x.EXAMPLE"),
        ("ben+mentee@x.example", "ben@x.example"),
        ("b.en@gmail.com", "ben@googlemail.com"),
        ("Ben Alder <ben@x.example>", "mailto:BEN@x.example"),
        ("home@y.example; ben@x.example", "ben@x.example"),
        ("\u00a0ben@x.example", "ben@x.example\u200b"),
    ],
)
def test_one_person_on_both_sides_is_known_by_address_however_written(command, mine, theirs):
    assert command.matched(*two({"email": f'"{mine}"'}, {"email": theirs})) == []
    (left,) = command.report["unmatched"]
    assert left["id"] == "ben"
    assert left["reason"] == "of 1 mentors with a seat, hard rules leave none: same_person 1"
    assert left["smallest_change"] is None


def test_an_id_that_is_an_address_tells_who_somebody_is():
    from mentornet.matching.sheets.addresses import addresses_in

    assert addresses_in("Ben+x@X.example") == ("ben@x.example",)


@pytest.mark.parametrize("written", ["ada", "ADA", " Ada ", "ada@x.example", "Ada@X.example", "eve;ada"])
def test_nobody_is_matched_with_their_manager_either_way(command, written):
    assert command.matched(*two({"manager": written}, {"email": "ada@x.example"})) == []
    turned = written.lower().replace("ada", "ben")
    assert command.matched(*two({"email": "ben@x.example"}, {"manager": turned})) == []


def test_a_manager_who_mentors_under_another_id_is_found_by_address(command):
    mentees = "id,email,manager_id\nben,ben@x.example,m7\nm7,ada@x.example,\n"
    assert command.matched(mentees, "id,email,capacity\nt3,ADA@x.example,5\n") == []


def test_people_without_a_shared_language_part_only_where_both_gave_some(command):
    assert command.matched(*two({"languages": "English;Tagalog"}, {"languages": "Spanish"})) == []
    assert command.matched(*two({"languages": "english"}, {"languages": "English;Spanish"})) == [
        ("ben", "ada")
    ]
    assert command.matched(*two({"languages": "English"})) == [("ben", "ada")]


@pytest.mark.parametrize("kind", ["blocked", "past", "declined", " Blocked "])
def test_a_listed_pair_is_never_made(command, kind):
    pairs = command.matched(*two(), f"kind,mentee_id,mentor_id\n{kind},BEN,Ada\n")
    assert pairs == []
    assert f"{kind.strip().lower()} 1" in command.report["unmatched"][0]["reason"]


def test_a_pin_is_kept_whatever_it_costs(command):
    mentees = "id,goals\nben,rn\nflo,rn\n"
    mentors = "id,goals,capacity\nada,rn,1\neve,lead,1\n"
    assert command.matched(
        mentees, mentors, "kind,mentee_id,mentor_id\npin,ben,eve\n", "minimum_score = 0.5"
    ) == [
        ("ben", "eve"),
        ("flo", "ada"),
    ]
    assert command.rows()[0]["reasons"] == "kept as pinned"
    assert command.rows()[0]["score"] == "0.000000"


PINS = "id,email,manager_id,languages,max_mentors\nben,b@x.example,eve,Spanish,\nflo,,,,0\n"
SEATS = "id,email,languages,capacity\nada,,English,2\neve,,,2\nsame,B@x.example,,1\nnone,,,0\n"


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        (["pin,ben,eve"], 'line 2, column "kind": ben with eve: the pin breaks the hard rule manager.'),
        (["pin,ben,ada"], "the pin breaks the hard rule language."),
        (["pin,ben,same"], "the pin breaks the hard rule same_person."),
        (["blocked,flo,eve", "pin,flo,eve"], "line 3"),
        (["pin,ben,none"], "the mentor has 0 seats and more pins."),
        (["pin,flo,eve"], "the mentee's max_mentors is 0."),
        (["pinned,ben,ada"], 'line 2, column "kind": "pinned" is none of blocked, past, declined, pin.'),
        (["blocked,nobody,ada"], 'line 2, column "mentee_id": "nobody" is nobody of this round.'),
        (["blocked,ben,"], 'line 2, column "mentor_id": the id is empty.'),
    ],
)
def test_a_constraint_that_cannot_hold_is_refused_with_its_line(command, lines, refusal):
    told = command.refused(PINS, SEATS, "\n".join(["kind,mentee_id,mentor_id", *lines]))
    assert told.startswith("Error: constraints.csv, ")
    assert refusal in told


def test_a_pin_may_not_break_a_rule_of_the_programs_own(command):
    rule = '[[criteria]]\nname = "unit"\ncolumn = "unit"\nkind = "different"\nrule = true\n'
    told = command.refused(
        "id,unit\nben,a\n", "id,unit\nada,A\n", "kind,mentee_id,mentor_id\npin,ben,ada\n", rule
    )
    assert "the pin breaks the hard rule unit." in told


def test_a_constraint_written_twice_counts_once(command):
    pin = "pin,ben,ada\n"
    assert command.matched("id\nben\n", "id\nada\n", "kind,mentee_id,mentor_id\n" + pin + pin) == [
        ("ben", "ada")
    ]
    assert command.report["read"]["constraints.csv"] == {"duplicates": 1}


def test_all_that_must_be_mended_is_told_at_once(command):
    told = command.refused("id,years\n,1\nben,x\nflo,y\n", "id,capacity\nada,z\n")
    assert told == ('Error: mentees.csv, line 2, column "id": the id is empty. Give each person an id.\n')
    told = command.refused("id,years\nben,x\nflo,y\n", "id,capacity\nada,z\n")
    assert [line.partition(": ")[0] for line in told.removeprefix("Error: ").splitlines()] == [
        'mentees.csv, line 2, column "years"',
        'mentees.csv, line 3, column "years"',
        'mentors.csv, line 2, column "capacity"',
    ]


def test_one_person_with_two_ids_is_refused_and_a_shared_address_is_counted(command):
    twice = "id,name,email\nb1,Ben,ben@x.example\nb2,BEN,Ben@x.example\n"
    assert 'mentees.csv, line 3, column "email": line 2 has the same name' in command.refused(
        twice, "id\nada\n"
    )
    ward = "id,name,email\nb1,Ben,ward@x.example\nb2,Flo,ward@x.example\n"
    assert len(command.matched(ward, "id,capacity\nada,2\n")) == 2
    assert command.report["read"]["mentees.csv"] == {"same_address": 2}


def test_an_id_written_in_two_ways_is_one_where_all_else_is_the_same_and_refused_elsewhere(command):
    assert command.matched("id,goals\nben,rn\nBEN,RN\n", "id\nada\n") == [("ben", "ada")]
    assert command.report["read"]["mentees.csv"]["duplicates"] == 1
    told = command.run("id,goals\nben,rn\nBEN,lead\n", "id\nada\n")
    assert '"BEN" stands as "ben" on line 2 too, with another goals.' in told.output
    told = command.run("id\nben\nBEN\n", "id\nada\n")
    assert '"BEN" stands as "ben" on line 2 too, with another id.' in told.output


def test_a_column_nobody_asked_for_and_lists_with_commas_are_told(command):
    told = command.run('id,Shoe size,goals\nben,44,"rn, lead"\n', "id,capcity\nada,3\n")
    assert "mentees.csv: not used: Shoe size.\nmentors.csv: not used: capcity." in told.output
    assert command.report["unused_columns"] == {"mentees.csv": ["Shoe size"], "mentors.csv": ["capcity"]}
    assert command.report["read"]["mentees.csv"] == {"commas": 1}


def test_a_mentee_may_have_several_mentors_and_never_the_same_twice(command):
    mentees = "id,goals,max_mentors\nben,rn,two\nflo,rn,\n"
    pairs = command.matched(mentees, "id,goals,capacity\nada,rn,2\neve,lead,2\n")
    assert sorted(pairs) == [("ben", "ada"), ("ben", "eve"), ("flo", "ada")]
    assert (command.report["matched"], command.report["pairs"]) == (2, 3)
    assert command.report["optimal"] is True
    pins = "kind,mentee_id,mentor_id\npin,ben,ada\npin,ben,eve\n"
    assert {("ben", "ada"), ("ben", "eve")} < set(
        command.matched(mentees, "id,capacity\nada,2\neve,2\n", pins)
    )
    told = command.run("id\nben\n", "id\nada\neve\n", pins)
    assert "the mentee may have 1 and has more pins." in told.output


def test_nobody_waits_while_somebody_has_two(command):
    pairs = command.matched("id,max_mentors\nben,3\nflo,1\ndrew,1\n", "id,capacity\nada,1\neve,1\nivy,1\n")
    assert {mentee for mentee, _ in pairs} == {"ben", "flo", "drew"}


def test_a_constraint_about_somebody_who_asks_for_nobody_does_no_harm(command):
    pairs = command.matched(
        "id,max_mentors\nben,0\nflo,\n", "id\nada\n", "kind,mentee_id,mentor_id\nblocked,ben,ada\n"
    )
    assert pairs == [("flo", "ada")]
