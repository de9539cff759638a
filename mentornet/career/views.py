"""The record of continuing education: a list with its sums, entries by hand, and the whole as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ..accounts.login import current_account
from ..catalogue.models import CeApprovalBody, Credential
from ..catalogue.queries import all_titles
from ..foundation import clock
from ..foundation.database import db
from ..foundation.doors import Door, door
from ..foundation.paging import page_of
from ..foundation.tables import CSV_TYPE, stream_csv
from . import queries, rules, services
from .forms import EntryForm, Period
from .models import CreditEntry

bp = Blueprint("career", __name__, url_prefix="/career")
HEADINGS = (
    "Title",
    "Provider",
    "Completed on",
    "Minutes",
    "Amount",
    "Unit",
    "Approved by",
    "Approval number",
    "Note",
    "Certificate",
    "Withdrawn",
)


@bp.get("/hours")
@door(Door.MEMBER)
def list_hours() -> ResponseReturnValue:
    """List what was learned within a period, with its sums."""
    account = current_account()
    renewing = queries.renewing_credentials(account)
    period, credential = _asked_period(renewing)
    counted = queries.all_entries(account, since=period.since, until=period.until)
    return render_template(
        "career/list_hours.html",
        page=page_of(queries.entries_of(account, since=period.since, until=period.until)),
        totals=rules.totals(counted),
        period=period,
        periods=_usual_periods(clock.today(account.time_zone)),
        renewing=renewing,
        credential=credential,
        bodies=all_titles(CeApprovalBody),
        rules=rules,
    )


def _asked_period(renewing: Sequence[Credential]) -> tuple[Period, Credential | None]:
    """Return the days that the address asks for, and the credential whose period they are."""
    period, slug = Period.read(request.args), request.args.get("credential")
    for credential in renewing:
        if credential.slug == slug:
            today = clock.today(current_account().time_zone)
            return period.of_renewal(credential, today=today), credential
    return period, None


def _usual_periods(today: date) -> dict[str, dict[str, str]]:
    year = date(today.year, 1, 1)
    two_years = today - timedelta(days=730)
    return {
        "This year": {"since": year.isoformat()},
        "Last year": {
            "since": year.replace(year=year.year - 1).isoformat(),
            "until": (year - timedelta(days=1)).isoformat(),
        },
        "The last two years": {"since": two_years.isoformat()},
        "Everything": {},
    }


@bp.route("/hours/new", methods=["GET", "POST"])
@door(Door.MEMBER)
def add_hours() -> ResponseReturnValue:
    """Add an entry by hand; an address may fill in title, provider and day."""
    account = current_account()
    given = {name: request.args.get(name, "")[:200] for name in ("title", "provider")}
    form = EntryForm.of(None, zone=account.time_zone, **given)
    if not form.validate_on_submit():
        page = render_template("career/edit_hours.html", form=form, entry=None)
        return page, 422 if form.errors else 200
    services.add_entry(by=account, **form.facts)
    db.session.commit()
    flash("Added to your record.", "done")
    return redirect(url_for(".list_hours"))


@bp.route("/hours/<int:entry_id>/edit", methods=["GET", "POST"])
@door(Door.PARTY)
def edit_hours(entry_id: int) -> ResponseReturnValue:
    """Change an entry made by hand."""
    account = current_account()
    entry = queries.get_entry(entry_id, account=account)
    rules.ensure_own_hand(entry)
    form = EntryForm.of(entry, zone=account.time_zone)
    if not form.validate_on_submit():
        page = render_template("career/edit_hours.html", form=form, entry=entry)
        return page, 422 if form.errors else 200
    services.edit_entry(entry, by=account, **form.facts)
    db.session.commit()
    flash("The entry is changed.", "done")
    return redirect(url_for(".list_hours"))


@bp.post("/hours/<int:entry_id>/delete")
@door(Door.PARTY)
def delete_hours(entry_id: int) -> ResponseReturnValue:
    """Take an entry made by hand out of the record."""
    account = current_account()
    services.delete_entry(queries.get_entry(entry_id, account=account), by=account)
    db.session.commit()
    flash("The entry is deleted.", "done")
    return redirect(url_for(".list_hours"))


@bp.get("/hours.csv")
@door(Door.MEMBER)
def download_hours() -> ResponseReturnValue:
    """Give the record of a period as a table."""
    account = current_account()
    period, _ = _asked_period(queries.renewing_credentials(account))
    entries = queries.all_entries(account, since=period.since, until=period.until)
    bodies = all_titles(CeApprovalBody)
    rows = [_cells(entry, bodies) for entry in entries]
    answer = Response(stream_csv(HEADINGS, rows), content_type=CSV_TYPE)
    answer.headers["Content-Disposition"] = 'attachment; filename="contact-hours.csv"'
    return answer


def _cells(entry: CreditEntry, bodies: dict[str, str]) -> list[str | int | date | None]:
    slug = entry.approval_body_slug
    return [
        entry.title,
        entry.provider,
        entry.completed_on,
        entry.minutes,
        rules.amount_text(entry.minutes, entry.unit),
        rules.NAMES[entry.unit][1],
        bodies.get(slug, slug) if slug else "",
        entry.approval_number,
        entry.note,
        request.url_root.rstrip("/") + entry.proof_url if entry.proof_url else "",
        entry.withdrawn_because if entry.withdrawn_at else "",
    ]
