"""Does any form answer with a library's own words?"""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import flask_wtf
import pytest
import wtforms
from werkzeug.datastructures import MultiDict
from wtforms import Form as BareForm
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the stubs are older

import mentornet
from mentornet.foundation.field_words import SENTENCES
from mentornet.foundation.forms import Form, option

TO_WHO_BUILDS = {"Choices cannot be None.", "Invalid field name '%s'."}  # only a wrong form can say these


def words_of(package: object) -> Iterator[str]:
    """Find every text that a form library hands to its own translations."""
    for path in sorted(Path(package.__file__).parent.rglob("*.py")):  # type: ignore[attr-defined]
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr in {"gettext", "ngettext"}:
                yield from (
                    one.value
                    for one in node.args
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                )


def every_form() -> list[type[BareForm]]:
    for module in pkgutil.walk_packages(mentornet.__path__, "mentornet."):
        importlib.import_module(module.name)
    found, waiting = [], [BareForm]
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        if kind.__module__.startswith("mentornet."):
            found.append(kind)
    return found


@pytest.mark.parametrize("library", [wtforms, flask_wtf], ids=["wtforms", "flask_wtf"])
def test_there_is_a_sentence_for_all_that_a_form_library_says(library):
    assert set(words_of(library)) - TO_WHO_BUILDS <= set(SENTENCES)


def test_a_sentence_needs_no_more_than_the_words_it_stands_for():
    for theirs, ours in SENTENCES.items():
        for part in ("%(min)s", "%(max)s", "%(min)d", "%(max)d", "%(values)s", "{extensions}"):
            assert part in theirs or part not in ours, ours
        assert ours.endswith(".")


def test_every_form_of_the_house_says_our_sentences():
    forms = every_form()
    assert len(forms) > 60
    assert [kind for kind in forms if not issubclass(kind, Form)] == []


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        (wtforms.IntegerField(), "many"),
        (wtforms.DecimalField(), "many"),
        (wtforms.DateField(), "soon"),
        (wtforms.TimeField(), "soon"),
        (wtforms.DateTimeLocalField(), "soon"),
        (wtforms.SelectField(choices=[option("a", "A")]), "b"),
        (wtforms.SelectField(choices=[SelectChoice(1, "A")], coerce=int), "b"),
        (wtforms.RadioField(choices=[option("a", "A")]), "b"),
        (wtforms.SelectMultipleField(choices=[option("a", "A")]), "b"),
        (wtforms.SelectMultipleField(choices=[SelectChoice(1, "A")], coerce=int), "b"),
        (wtforms.StringField(validators=[wtforms.validators.Length(max=3)]), "long %s"),
        (wtforms.StringField(validators=[wtforms.validators.Length(min=20)]), "short"),
        (wtforms.StringField(validators=[wtforms.validators.Length(min=20, max=30)]), "short"),
        (wtforms.StringField(validators=[wtforms.validators.InputRequired()]), ""),
        (wtforms.IntegerField(validators=[wtforms.validators.NumberRange(1, 3)]), "9"),
        (wtforms.IntegerField(validators=[wtforms.validators.NumberRange(min=1)]), "0"),
        (wtforms.StringField(validators=[wtforms.validators.Email()]), "nobody"),
        (wtforms.StringField(validators=[wtforms.validators.URL()]), "nowhere"),
        (wtforms.StringField(validators=[wtforms.validators.EqualTo("other")]), "b"),
        (wtforms.StringField(validators=[wtforms.validators.AnyOf(["a"])]), "b"),
        (wtforms.StringField(validators=[wtforms.validators.Regexp("a")]), "b"),
    ],
)
def test_a_field_answers_in_our_sentences(app, field, sent):
    with app.test_request_context():
        kind = type("Trial", (Form,), {"figure": field, "other": wtforms.StringField()})
        form = kind(MultiDict({"figure": sent}), meta={"csrf": False})
        assert not form.validate()
        ours = {sentence.partition("%(")[0].partition("{")[0] for sentence in SENTENCES.values()}
        assert form.figure.errors
        for error in form.figure.errors:
            assert any(error.startswith(start) for start in ours if start), error
