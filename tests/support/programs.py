"""A program for the cast: Cora runs it, Ada mentors in it, Ben seeks a mentor; Drew and Olga have no part in it."""

from __future__ import annotations

from typing import Any

from flask import Flask

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.programs.models import Cohort, Enrolment, Program, ProgramQuestion, Side

from .applications import in_context
from .cast import Cast


def make_program(slug: str = "rungs", *, coordinator_id: int | None = None, **values: Any) -> Program:
    """Add a program with open, rolling intake and return it flushed."""
    program = Program(
        slug=slug,
        join_token=f"token-of-{slug}",
        **{"name": slug.title(), "host": "The Association", "summary": "For technicians."} | values,
    )
    if coordinator_id:
        program.coordinators.append(db.session.get_one(Account, coordinator_id))
    db.session.add(program)
    db.session.flush()
    return program


def make_enrolment(program: Program, account_id: int, side: Side, **values: Any) -> Enrolment:
    """Add an enrolment and return it flushed."""
    enrolment = Enrolment(program_id=program.id, account_id=account_id, side=side, **values)
    db.session.add(enrolment)
    db.session.flush()
    return enrolment


def make_cohort(program: Program, name: str, begins_on: Any, **values: Any) -> Cohort:
    """Add a cohort and return it flushed."""
    cohort = Cohort(name=name, begins_on=begins_on, **values)
    program.cohorts.append(cohort)
    db.session.flush()
    return cohort


def make_question(program: Program, prompt: str, **values: Any) -> ProgramQuestion:
    """Add a question at the end of the program's and return it flushed."""
    question = ProgramQuestion(prompt=prompt, position=len(program.questions), **values)
    program.questions.append(question)
    db.session.flush()
    return question


def stage_program(app: Flask, cast: Cast, slug: str = "rungs", **values: Any) -> int:
    """Commit the cast's program with Ada and Ben in it and return its id."""
    with in_context(app):
        program = make_program(slug, coordinator_id=cast.cora.id, **values)
        make_enrolment(program, cast.ada.id, Side.MENTOR)
        make_enrolment(program, cast.ben.id, Side.MENTEE)
        return program.id
