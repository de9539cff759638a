"""What does somebody see whose answer came second or too late?"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from flask import make_response
from flask.typing import ResponseReturnValue

from ..foundation.database import db
from ..foundation.errors import Refusal

View = Callable[..., ResponseReturnValue]
CONFLICT = 409


def shows_how_it_stands(page: Callable[[int, str], str]) -> Callable[[View], View]:
    """Have a view that is refused by how things stand answer with `page`; nothing that it did is written.

    `page` takes the one id that the view takes, and the sentence of the refusal.
    """

    def around(view: View) -> View:
        @wraps(view)
        def answer(**named: int) -> ResponseReturnValue:
            try:
                return view(**named)
            except Refusal as refusal:
                (thing_id,) = named.values()
                if refusal.status != CONFLICT:
                    raise
                db.session.rollback()
                return make_response(page(thing_id, refusal.sentence), CONFLICT)

        return answer

    return around
