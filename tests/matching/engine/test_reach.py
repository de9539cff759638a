from __future__ import annotations

import random

from mentornet.matching.engine import Forbidden, Mentee, Mentor, Pool, Rules, Settings, score_pair
from mentornet.matching.engine.proof.audit import Auditor
from mentornet.matching.engine.reach import find_unreachable, rank_mentors
from tests.matching.engine import pools


def test_a_mentee_whom_every_mentor_is_forbidden_is_unreachable_with_the_rules_counted():
    pool = Pool(
        (Mentee(id="ben", languages=("es",)), Mentee(id="bo", languages=("en",))),
        (Mentor(id="ada", languages=("en",)), Mentor(id="mia", languages=("es",))),
    )
    rules = Rules(forbidden=(Forbidden("ben", "mia"),))

    (found,) = find_unreachable(pool, rules, Settings())

    assert found.mentee == "ben"
    assert found.mentors == 2
    assert found.removed == {"language": 1, "forbidden": 1}


def test_a_mentor_without_a_seat_reaches_nobody():
    pool = Pool((Mentee(id="ben"),), (Mentor(id="ada", seats=0),))

    assert [one.mentee for one in find_unreachable(pool, Rules(), Settings())] == ["ben"]


def test_who_is_unreachable_is_the_same_as_asking_pair_by_pair():
    for seed in range(20):
        draw = random.Random(seed)
        pool = pools.pool(draw, 12, 5)
        rules = pools.rules(draw, pool, forbidden=0.4, locks=0)
        auditor = Auditor(rules, Settings())
        expected = [
            mentee.id
            for mentee in pool.mentees
            if all(not mentor.seats or auditor.broken_by(mentee, mentor) for mentor in pool.mentors)
        ]

        assert [one.mentee for one in find_unreachable(pool, rules, Settings())] == expected


def test_mentors_are_ranked_by_the_score_of_each_pair_and_the_forbidden_left_out():
    draw = random.Random(3)
    pool = pools.pool(draw, 1, 12)
    rules = pools.rules(draw, pool, forbidden=0.3, locks=0)
    mentee = pool.mentees[0]

    ranked = rank_mentors(mentee, pool.mentors, rules, Settings())

    auditor = Auditor(rules, Settings())
    able = {one.id: one for one in pool.mentors if not auditor.broken_by(mentee, one)}
    assert {name for name, _ in ranked} == set(able)
    assert [score for _, score in ranked] == sorted((score for _, score in ranked), reverse=True)
    assert all(score == score_pair(mentee, able[name], Settings()) for name, score in ranked)


def test_an_empty_pool_is_no_trouble():
    assert find_unreachable(Pool((), ()), Rules(), Settings()) == []
    assert rank_mentors(Mentee(id="ben"), (), Rules(), Settings()) == []
