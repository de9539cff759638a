"""Filling in one's own profile: an overview, six steps, the sides one is on."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ..accounts.login import current_account
from ..foundation.database import db
from ..foundation.doors import Door, door
from ..foundation.errors import Refusal
from ..safety.risk import shows_risk
from ..safety.services import note_vouched
from . import access, services
from .audiences import HIDDEN_EMPLOYER, Viewer, audience_words
from .climb import way_between
from .finding import role_titles
from .forms import GuidedForm, SidesForm
from .guide import GUIDE, after, before
from .models import Profile
from .portrait import portrait
from .rules import STEPS, Step, completeness

bp = Blueprint("profiles", __name__)
SAVED = "Saved. You can go on whenever you like."
DONE = "Your profile is saved."


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"audience_words": audience_words, "hidden_employer": HIDDEN_EMPLOYER}


@bp.get("/profile")
@door(Door.MEMBER)
def show_own_profile() -> ResponseReturnValue:
    """Show one's own profile: what is missing, each step, and how others see it."""
    profile = access.load_own_profile()
    if profile is None:
        return render_template("profiles/choose_sides.html", form=SidesForm())
    account = current_account()
    return render_template(
        "profiles/show_own_profile.html",
        profile=profile,
        full=completeness(profile),
        portrait=portrait(profile, viewer=Viewer.SELF, zone=account.time_zone),
        sides=SidesForm(mentee=profile.mentee is not None, mentor=profile.mentor is not None),
        legs=[(step, GUIDE[step].title_for(profile)) for step in STEPS],
        shows_risk=_tells_of_danger(profile),
    )


@bp.post("/profile/sides")
@door(Door.MEMBER)
def set_sides() -> ResponseReturnValue:
    """Turn one's sides on or off."""
    account, form = current_account(), SidesForm()
    mentee, mentor = bool(form.mentee.data), bool(form.mentor.data)
    profile = access.load_own_profile()
    if profile is None:
        services.begin_profile(account, mentee=mentee, mentor=mentor)
        target = url_for("profiles.begin")
    else:
        services.set_sides(profile, mentee=mentee, mentor=mentor, by=account)
        flash(DONE, "done")
        target = url_for("profiles.show_own_profile")
    db.session.commit()
    return redirect(target)


@bp.get("/profile/begin")
@door(Door.MEMBER)
def begin() -> ResponseReturnValue:
    """Lead to the first step where something is missing, or to the overview."""
    profile = access.load_own_profile()
    missing = completeness(profile).missing if profile else []
    if not missing:
        return redirect(url_for("profiles.show_own_profile"))
    first = min(missing, key=lambda one: STEPS.index(one.step))
    return redirect(url_for("profiles.fill_in", step=first.step))


@bp.route("/profile/<step>", methods=["GET", "POST"])
@door(Door.MEMBER)
def fill_in(step: str) -> ResponseReturnValue:
    """Ask one step's questions and save the answers."""
    here = access.get_step(step)
    profile = access.load_own_profile()
    if profile is None:
        return redirect(url_for("profiles.show_own_profile"))
    leg = GUIDE[here]
    form = leg.form(profile, leg.read(profile), request.form if request.method == "POST" else None)
    act = request.form.get("rows")
    if request.method == "GET" or act:
        if act:
            form.change_rows(act)
        return _show_step(here, profile, form)
    if not form.validate() or not _save(here, profile, form):
        return _show_step(here, profile, form), 422
    return redirect(_next_url(here, form))


def _save(step: Step, profile: Profile, form: GuidedForm) -> bool:
    """Save what was typed and say whether it could be; a refusal comes back to the form with all that was typed."""
    account = current_account()
    try:
        GUIDE[step].save(profile, form.answers(), by=account)
        if form.holding and form.holding.is_vouched:
            note_vouched(account, subject_type="profile", subject_id=profile.id, findings=form.holding.all)
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors = [refusal.sentence]
        return False
    return True


def _next_url(step: Step, form: GuidedForm) -> str:
    """Return where the button that was pressed leads; words of danger first lead to the ways to help."""
    then = request.form.get("then", "next")
    if (form.holding and form.holding.shows_risk) or then == "look":
        return url_for("profiles.fill_in", step=step)
    onward = {"next": after(step), "back": before(step)}.get(then)
    if onward is not None:
        return url_for("profiles.fill_in", step=onward)
    flash(SAVED if then == "later" else DONE, "done")
    return url_for("profiles.show_own_profile")


def _show_step(step: Step, profile: Profile, form: GuidedForm) -> str:
    full = completeness(profile)
    extras: dict[str, Any] = {}
    if step is Step.HERE:
        extras["titles"] = role_titles()
    if step is Step.THERE and "target" in form:
        extras["way"] = way_between(profile.current_role_slug, form.target.data)
    if step is Step.ABOUT:
        extras["shows_risk"] = _tells_of_danger(profile)
    return render_template(
        f"profiles/{step.name.lower()}.html",
        step=step,
        leg=GUIDE[step],
        title=GUIDE[step].title_for(profile),
        number=STEPS.index(step) + 1,
        names=[GUIDE[one].title_for(profile) for one in STEPS],
        urls=[url_for("profiles.fill_in", step=one) for one in STEPS],
        back=before(step),
        is_last=after(step) is None,
        profile=profile,
        form=form,
        full=full,
        **extras,
    )


def _tells_of_danger(profile: Profile) -> bool:
    texts = [profile.about, profile.mentee.looks_for if profile.mentee else ""]
    return any(shows_risk(text) for text in texts)
