"""Is a select written the quick way the same select?"""

from wtforms import SelectField
from wtforms.widgets import Select

from mentornet.foundation.forms import Form, grouped


class Trial(Form):
    """A form with one select of groups."""

    class Meta(Form.Meta):
        """No token: nothing is sent."""

        csrf = False

    role = SelectField(
        "Role",
        choices=grouped(
            {"": [("", "Any <role>")], 'Te"ch': [("mht", "Tech & co", {"data-words": 'B"HT'}), ("rn", "RN")]}
        ),
    )


def test_a_select_names_each_choice_once_with_its_words_and_its_group(app):
    with app.test_request_context():
        form = Trial(data={"role": "rn"})
        written = str(form.role())
    assert '<option value="">Any &lt;role&gt;</option>' in written
    assert '<option value="mht" data-words="B&#34;HT">Tech &amp; co</option>' in written
    assert '<option value="rn" selected>RN</option>' in written
    assert written.count("<optgroup") == 1


def test_it_is_as_long_as_the_librarys_own(app):
    with app.test_request_context():
        form = Trial(data={"role": "rn"})
        quick = str(form.role())
        form.role.widget = Select()
        own = str(Select()(form.role))
    assert sorted(quick) == sorted(own)
