"""The pages of a pair, and the coordinator's list of pairs."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ..accounts.login import current_account
from ..foundation.database import db
from ..foundation.doors import Door, door
from ..foundation.downloads import Column, download, each
from ..foundation.forms import typed_choice, typed_number
from ..foundation.paging import page_of
from ..programs.access import load_coordinated_program
from ..programs.queries import enrolments_of
from ..safety.holding import Holding, hold
from ..safety.services import note_vouched
from . import queries, rules, services
from .access import load_mentorship
from .choices import goal_titles
from .forms import EndForm, TermsForm
from .models import Mentorship, MentorshipState

bp = Blueprint("mentorships", __name__)


@bp.get("/mentorships")
@door(Door.MEMBER)
def list_mentorships() -> ResponseReturnValue:
    """List the person's mentorships, those under way first."""
    account = current_account()
    return render_template(
        "mentorships/list_mentorships.html",
        mentorships=queries.mentorships_of(account),
        account=account,
        programs=[one.program for one in enrolments_of(account)],
        rules=rules,
    )


@bp.get("/mentorships/<int:mentorship_id>")
@door(Door.PARTY)
def show_mentorship(mentorship_id: int) -> ResponseReturnValue:
    """Show the pair's own page."""
    mentorship, account = load_mentorship(mentorship_id), current_account()
    return render_template(
        "mentorships/show_mentorship.html",
        mentorship=mentorship,
        side=mentorship.side_of(account.id),
        other=mentorship.other_of(account.id),
        is_live=mentorship.state in rules.LIVE,
        fellows=queries.fellows_of(mentorship, reader=account),
        rules=rules,
    )


@bp.route("/mentorships/<int:mentorship_id>/agreement", methods=["GET", "POST"])
@door(Door.PARTY)
def write_agreement(mentorship_id: int) -> ResponseReturnValue:
    """Write a new version of what the pair agrees on."""
    mentorship, account = load_mentorship(mentorship_id), current_account()
    rules.ensure_live(mentorship)
    titles = goal_titles(mentorship)
    form = _terms_form(mentorship, titles)
    holding = _held(form) if request.method == "POST" else None
    if holding is None:
        return _agreement_page(mentorship, form)
    if not form.validate_on_submit() or holding.is_held:
        return _agreement_page(mentorship, form, holding=holding), 422
    try:
        services.propose_terms(mentorship, by=account, terms=form.terms(titles), over=form.version.data or 0)
    except rules.ChangedMeanwhileError as refusal:
        db.session.rollback()
        form.offer_goals(titles | goal_titles(load_mentorship(mentorship_id)))
        return _beside_the_newer(mentorship_id, form, holding), refusal.status
    if holding.findings:
        note_vouched(account, subject_type="mentorship", subject_id=mentorship.id, findings=holding.all)
    db.session.commit()
    flash(f"Noted, and {mentorship.other_of(account.id).display_name} is asked to agree.", "done")
    return redirect(url_for(".show_mentorship", mentorship_id=mentorship.id))


def _beside_the_newer(mentorship_id: int, form: TermsForm, holding: Holding) -> str:
    """Show what was typed beside what the other wrote meanwhile; sent again, it changes that newer version."""
    mentorship = load_mentorship(mentorship_id)
    form.go_on_from(mentorship.agreement_version)
    return _agreement_page(mentorship, form, holding=holding, is_newer=True)


def _agreement_page(
    mentorship: Mentorship, form: TermsForm, *, holding: Holding | None = None, is_newer: bool = False
) -> str:
    return render_template(
        "mentorships/write_agreement.html",
        form=form,
        mentorship=mentorship,
        other=mentorship.other_of(current_account().id),
        holding=holding,
        is_newer=is_newer,
        rules=rules,
    )


@bp.post("/mentorships/<int:mentorship_id>/agree")
@door(Door.PARTY)
def agree(mentorship_id: int) -> ResponseReturnValue:
    """Agree to the version that was shown."""
    mentorship = load_mentorship(mentorship_id)
    services.agree(mentorship, by=current_account(), version=typed_number(request.form.get("version")))
    db.session.commit()
    flash("You agreed. What you agreed on stands on this page.", "done")
    return redirect(url_for(".show_mentorship", mentorship_id=mentorship.id))


@bp.post("/mentorships/<int:mentorship_id>/goals/<int:goal_id>")
@door(Door.PARTY)
def mark_goal(mentorship_id: int, goal_id: int) -> ResponseReturnValue:
    """Mark a goal as reached, or open again."""
    mentorship = load_mentorship(mentorship_id)
    is_done = request.form.get("done") == "yes"
    services.mark_goal(mentorship, goal_id, by=current_account(), is_done=is_done)
    db.session.commit()
    return redirect(url_for(".show_mentorship", mentorship_id=mentorship.id, _anchor="goals"))


@bp.post("/mentorships/<int:mentorship_id>/pause")
@door(Door.PARTY)
def pause(mentorship_id: int) -> ResponseReturnValue:
    """Let the mentorship rest."""
    mentorship = load_mentorship(mentorship_id)
    services.pause(mentorship, by=current_account())
    db.session.commit()
    flash("Your mentorship is paused. Take it up again whenever you both can.", "done")
    return redirect(url_for(".show_mentorship", mentorship_id=mentorship.id))


@bp.post("/mentorships/<int:mentorship_id>/resume")
@door(Door.PARTY)
def resume(mentorship_id: int) -> ResponseReturnValue:
    """Take the mentorship up again."""
    mentorship = load_mentorship(mentorship_id)
    services.resume(mentorship, by=current_account())
    db.session.commit()
    flash("Your mentorship is under way again.", "done")
    return redirect(url_for(".show_mentorship", mentorship_id=mentorship.id))


@bp.route("/mentorships/<int:mentorship_id>/end", methods=["GET", "POST"])
@door(Door.PARTY)
def end(mentorship_id: int) -> ResponseReturnValue:
    """End the mentorship with a private reason."""
    mentorship, account = load_mentorship(mentorship_id), current_account()
    rules.ensure_live(mentorship)
    form = EndForm()
    if form.validate_on_submit():
        services.end(mentorship, by=account, reason=form.chosen())
        db.session.commit()
        flash("Your mentorship has ended. What you worked on stays on its page.", "done")
        return redirect(url_for(".show_mentorship", mentorship_id=mentorship.id))
    page = render_template(
        "mentorships/end.html", form=form, mentorship=mentorship, other=mentorship.other_of(account.id)
    )
    return page, 422 if request.method == "POST" else 200


@bp.get("/programs/<slug>/mentorships")
@door(Door.COORDINATOR)
def list_program_mentorships(slug: str) -> ResponseReturnValue:
    """List a program's pairs for those who run it, the last changed first."""
    program = load_coordinated_program(slug)
    state = typed_choice(request.args.get("state"), MentorshipState)
    return render_template(
        "mentorships/list_program_mentorships.html",
        program=program,
        page=page_of(queries.mentorships_in(program, state)),
        counts=queries.count_by_state(program),
        state=state,
        rules=rules,
    )


PAIR_COLUMNS: tuple[Column[Mentorship], ...] = (
    ("mentee", lambda pair: pair.mentee.display_name),
    ("mentee email", lambda pair: pair.mentee.email),
    ("mentor", lambda pair: pair.mentor.display_name),
    ("mentor email", lambda pair: pair.mentor.email),
    ("state", lambda pair: rules.STATE_WORDS[pair.state]),
    ("why it ended", lambda pair: rules.REASON_WORDS[pair.end_reason] if pair.end_reason else ""),
    ("agreed", lambda pair: "yes" if rules.is_agreed(pair) else ""),
    ("began (UTC)", lambda pair: pair.began_at),
    ("last change (UTC)", lambda pair: pair.changed_at),
    ("until", lambda pair: pair.ends_on),
)


@bp.get("/programs/<slug>/mentorships/download.<any(csv, xlsx):ending>")
@door(Door.COORDINATOR)
def download_program_mentorships(slug: str, ending: str) -> ResponseReturnValue:
    """Hand the list of a program's pairs out as a file."""
    program = load_coordinated_program(slug)
    state = typed_choice(request.args.get("state"), MentorshipState)
    return download(f"{slug} pairs", PAIR_COLUMNS, each(queries.mentorships_in(program, state)), ending)


def _terms_form(mentorship: Mentorship, titles: dict[str, str]) -> TermsForm:
    """Return the form as it was sent, or filled with what the pair agreed on last."""
    goals = mentorship.goals
    form = TermsForm(
        version=mentorship.agreement_version,
        goals=[goal.goal_slug for goal in goals if goal.goal_slug],
        own_goals="\n".join(goal.text for goal in goals if not goal.goal_slug),
        cadence=str(mentorship.cadence or TermsForm.cadence.kwargs["default"]),
        ends_on=mentorship.ends_on,
        words=mentorship.agreement,
    )
    form.offer_goals(titles)
    form.zone = current_account().time_zone
    return form


def _held(form: TermsForm) -> Holding:
    texts = {"own_goals": form.own_goals.data or "", "words": form.words.data or ""}
    return hold(texts, vouched=request.form.get("vouched"))
