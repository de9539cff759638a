"""Which pages has a program, for whoever runs it? Higher features add theirs."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app, request, url_for

from .models import Program


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a program: its endpoint takes the slug, `covers` names others that belong to it."""

    label: str
    endpoint: str
    order: int
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A tab as the page shows it."""

    label: str
    url: str
    is_current: bool


OWN = (
    Tab("Members", "programs.list_members", 10, ("programs.show_member", "programs.add_member")),
    Tab("Invitations", "programs.list_invitations", 30),
    Tab("Terms", "programs.edit_program", 40),
    Tab("Cohorts", "programs.list_cohorts", 50, ("programs.edit_cohort",)),
    Tab("Questions", "programs.list_questions", 60, ("programs.edit_question",)),
    Tab("Weights", "programs.edit_weights", 70),
    Tab("Coordinators", "programs.list_coordinators", 80),
)


def add_tab(app: Flask, tab: Tab) -> None:
    """Put `tab` among the pages of every program, by its order (Members are at 10, Invitations at 30)."""
    app.extensions.setdefault("program_tabs", []).append(tab)


def tabs_of(program: Program) -> list[Item]:
    """List the pages of `program`, the one that is shown marked."""
    tabs: list[Tab] = sorted(current_app.extensions["program_tabs"], key=lambda tab: tab.order)
    return [
        Item(
            tab.label,
            url_for(tab.endpoint, slug=program.slug),
            request.endpoint in (tab.endpoint, *tab.covers),
        )
        for tab in tabs
    ]


def init_app(app: Flask) -> None:
    """Give pages `program_tabs(program)`."""
    for tab in OWN:
        add_tab(app, tab)
    app.jinja_env.globals["program_tabs"] = tabs_of
