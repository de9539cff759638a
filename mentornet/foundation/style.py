"""How does the house look? One page, in development only, with every component in every state."""

from __future__ import annotations

from flask import Blueprint, Flask, flash, render_template
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    EmailField,
    FieldList,
    FileField,
    IntegerField,
    IntegerRangeField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from .doors import Door, door
from .forms import Form
from .names import DAYS

bp = Blueprint("style", __name__)

_BLOCKS = ("midnight to 4 am", "4 to 8 am", "8 am to noon", "noon to 4 pm", "4 to 8 pm", "8 pm to midnight")
_ROLES = [
    SelectChoice("", "Choose a role"),
    SelectChoice("psychiatric-aide", "Psychiatric aide"),
    SelectChoice("mental-health-technician", "Mental health technician"),
    SelectChoice("registered-nurse", "Registered nurse"),
]
_GOALS = [
    SelectChoice("", "Choose a goal"),
    SelectChoice("choose-path", "Decide which path to take"),
    SelectChoice("nursing-path", "Move into nursing"),
    SelectChoice("get-certified", "Earn a certification"),
    SelectChoice("crisis-skills", "Crisis and de-escalation skills"),
]
_SPECIALIZATIONS = [
    SelectChoice(name.casefold(), name, {"data-words": other_names}, area)
    for area, name, other_names in (
        ("Population served", "Child and adolescent", "youth pediatric psych"),
        ("Population served", "Geriatric", "older adults geropsych"),
        ("Population served", "Forensic", "corrections"),
        ("Population served", "Veterans and military families", "VA"),
        ("Substance use", "Substance use and addiction counseling", "SUD CADC"),
        ("Substance use", "Withdrawal management", "detox"),
        ("Substance use", "Co-occurring disorders", "dual diagnosis"),
        ("Trauma and crisis", "Trauma-informed care", ""),
        ("Trauma and crisis", "Crisis stabilization", "CSU"),
        ("Trauma and crisis", "Suicide prevention", ""),
        ("Trauma and crisis", "Mobile crisis", ""),
        ("Trauma and crisis", "De-escalation teaching", "CPI"),
        ("Trauma and crisis", "Debriefing and peer support", ""),
    )
]


class ShowForm(Form):
    """One field of every kind."""

    name = StringField("What should we call you?", [InputRequired("Tell us the name people call you by.")])
    email = EmailField("Email address", [InputRequired("We need an address to reach you.")])
    password = PasswordField("Password", [InputRequired("Choose a password.")])
    about = TextAreaField("What do you look for in a mentor?", [Optional(), Length(max=600)])
    role = SelectField("Where you are now", [InputRequired("Choose the role you have now.")], choices=_ROLES)
    side = RadioField(
        "What brings you here?",
        [InputRequired("Choose one; you can change it later.")],
        choices=[
            SelectChoice(
                "mentee", "I want a mentor", {"data-note": "Someone who has made the step you want to make."}
            ),
            SelectChoice(
                "mentor",
                "I want to be a mentor",
                {"data-note": "One to three people, about two hours a month each."},
            ),
            SelectChoice("both", "Both", {"data-note": "Many technicians learn and teach in the same year."}),
        ],
    )
    meeting = RadioField(
        "How do you like to meet?",
        choices=[
            SelectChoice("video", "Video"),
            SelectChoice("phone", "Telephone"),
            SelectChoice("person", "In person"),
        ],
    )
    specializations = SelectMultipleField("Specializations you work in", choices=_SPECIALIZATIONS)
    languages = SelectMultipleField(
        "Languages you can talk in",
        [InputRequired("Choose at least one language.")],
        choices=[SelectChoice(name) for name in ("English", "Spanish", "Vietnamese", "Tagalog", "Arabic")],
    )
    goals = FieldList(
        SelectField("Goal", choices=_GOALS), label="Your goals, the most important first", min_entries=3
    )
    weight = IntegerRangeField("Path walked", [NumberRange(0, 10)])
    available = SelectMultipleField(
        "When you can meet",
        choices=[
            SelectChoice(f"{day[:3].lower()}-{block}", f"{day}, {hours}")
            for day in DAYS
            for block, hours in enumerate(_BLOCKS)
        ],
    )
    seats = IntegerField("How many people can you take on?", [NumberRange(1, 3)])
    starts_on = DateField("First day", [Optional()])
    deadline_at = DateTimeLocalField("Answers until", [Optional()])
    sheet = FileField("Spreadsheet of sign-ups")
    conduct = BooleanField(
        "I have read the code of conduct and will keep to it", [InputRequired("Please accept it.")]
    )


@bp.get("/style")
@door(Door.DEVELOPMENT)
def show_components() -> str:
    """Show every component, with a form as it is first met and one that came back with something to mend."""
    example = {
        "name": "Maria Santos",
        "role": "mental-health-technician",
        "side": "mentee",
        "meeting": "video",
        "specializations": ["geriatric", "crisis stabilization"],
        "languages": ["English", "Spanish"],
        "goals": ["nursing-path", "get-certified", ""],
        "weight": 8,
        "available": ["mon-4", "mon-5", "tue-2", "tue-3", "thu-4", "sat-2", "sat-3", "sun-5"],
        "seats": 2,
    }
    form = ShowForm(formdata=None, data=example)
    wrong = ShowForm(formdata=None, prefix="wrong-", data={"email": "maria@", "weight": 3})
    wrong.validate()
    for kind, words in (
        ("done", "Saved. Your target role counts from the next round on."),
        ("wait", "Your address is not confirmed yet. The letter went to maria@mentornet.example."),
        (
            "harm",
            "This seat was taken a moment ago. Your answer was kept; the coordinator will offer you the next fit.",
        ),
    ):
        flash(words, kind)
    return render_template("style/show_components.html", form=form, wrong=wrong)


def init_app(app: Flask) -> None:
    """Show the page where the site says that it is being developed or tried out."""
    settings = app.config["SETTINGS"]
    if settings.is_demo or settings.is_development:
        app.register_blueprint(bp)
