"""What may be set of a program's weights? A slider for each criterion."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import IntegerRangeField
from wtforms.validators import InputRequired, NumberRange

from ...foundation.forms import Form
from ..rules import CRITERIA, DEFAULT_WEIGHTS, HEAVIEST


class WeightsForm(Form):
    """The weights; one slider from 0 to 10 for each criterion is added below."""

    @property
    def weights(self) -> dict[str, int]:
        """The weights as they were set."""
        return {name: self._fields[name].data for name in DEFAULT_WEIGHTS}

    @classmethod
    def of(cls, weights: Mapping[str, int]) -> WeightsForm:
        """Return the form with the sliders where `weights` has them."""
        form: WeightsForm = cls(data=dict(weights))
        return form


for _criterion in CRITERIA:
    setattr(
        WeightsForm,
        _criterion.name,
        IntegerRangeField(
            _criterion.label,
            [InputRequired("Set a weight."), NumberRange(0, HEAVIEST, f"From 0 to {HEAVIEST}.")],
            render_kw={"step": "1"},
        ),
    )
