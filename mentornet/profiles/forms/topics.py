"""What I want help with, and what I can help with."""

from __future__ import annotations

from wtforms import FieldList, SelectField, SelectMultipleField, ValidationError
from wtforms.validators import Optional

from ...catalogue import choices
from .. import answers
from ..rules import MOST_GOALS, POPULATION_AREA, SETTING_AREA, SKILL_AREA
from .base import GuidedForm, offered

MOST_SUBJECTS = 12


def not_too_many(_form: GuidedForm, field: SelectMultipleField) -> None:
    """Refuse more than a dozen: who names everything names nothing."""
    if len(field.data or []) > MOST_SUBJECTS:
        raise ValidationError(f"Choose at most {MOST_SUBJECTS}: fewer say more about you.")


def subjects(label: str) -> SelectMultipleField:
    """Return a field of subjects to choose some of."""
    return SelectMultipleField(label, validators=[not_too_many])


class HelpForm(GuidedForm):
    """Help wanted and offered."""

    of_mentees = ("goals_wanted", "specializations_wanted", "skills_wanted")
    of_mentors = ("goals_offered", "specializations_offered", "skills_offered")

    goals_wanted = FieldList(
        SelectField("Goal", validators=[Optional()]),
        label="Your goals, the dearest first",
        min_entries=MOST_GOALS,
        max_entries=MOST_GOALS,
    )
    specializations_wanted = subjects("Specialties and groups of clients you want to learn about")
    skills_wanted = subjects("Skills you want to practise")
    goals_offered = SelectMultipleField("Goals you can help with")
    specializations_offered = subjects("Specialties and groups of clients you can speak about")
    skills_offered = subjects("Skills you can help with")
    settings = subjects("Where you work or have worked")
    populations = subjects("Whom you work or have worked with")
    specializations_held = subjects("Specialties you work in")

    def prepare(self) -> None:
        """Offer the catalogue's goals and subjects, each list its own areas."""
        no_place = (SKILL_AREA, SETTING_AREA)
        fitting = {
            "specializations_wanted": choices.specializations(without=no_place),
            "specializations_offered": choices.specializations(without=no_place),
            "specializations_held": choices.specializations(without=(*no_place, POPULATION_AREA)),
            "skills_wanted": choices.specializations(SKILL_AREA),
            "skills_offered": choices.specializations(SKILL_AREA),
            "settings": choices.specializations(SETTING_AREA),
            "populations": choices.specializations(POPULATION_AREA),
            "goals_offered": choices.goals(),
        }
        for name, groups in fitting.items():
            if name in self:
                self[name].choices = offered(groups)
        if "goals_wanted" in self:
            for one in self.goals_wanted:
                one.choices = offered(choices.goals(), first="No goal")

    def validate_goals_wanted(self, field: FieldList[SelectField]) -> None:
        """Refuse the same goal twice."""
        chosen = [one.data for one in field if one.data]
        for place, one in enumerate(field):
            if one.data and one.data in chosen[: len([o for o in list(field)[:place] if o.data])]:
                one.errors = ["This goal stands above already. Choose another, or leave this one empty."]
                raise ValidationError("Each goal can be chosen once.")

    def answers(self) -> answers.Help:
        """Return what was answered."""
        wanted = [one.data for one in self.goals_wanted if one.data] if "goals_wanted" in self else []
        others = self.data_of(
            "goals_offered",
            "specializations_wanted",
            "specializations_offered",
            "specializations_held",
            "skills_wanted",
            "skills_offered",
            "settings",
            "populations",
        )
        return answers.Help(goals_wanted=wanted, **others)
