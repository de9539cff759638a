"""Is the page shown that the address asks for, and is the whole counted, also beyond the last page?"""

import pytest
import sqlalchemy as sa

from mentornet.catalogue.models import State
from mentornet.foundation.database import db
from mentornet.foundation.paging import page_of

STATES = sa.select(State).order_by(State.slug)


@pytest.mark.parametrize("counts_along", [False, True])
@pytest.mark.parametrize(("asked", "number", "shown"), [("1", 1, 25), ("3", 3, 6), ("4", 4, 0), ("x", 1, 25)])
def test_every_way_of_counting_shows_the_same_page_and_the_same_whole(
    app, counts_along, asked, number, shown
):
    with app.test_request_context(f"/?page={asked}"):
        page = page_of(STATES, counts_along=counts_along)
        rows = db.session.scalars(STATES).all()
        assert (page.page, page.total) == (number, len(rows))
        assert page.items == rows[25 * (number - 1) :][:25]
        assert len(page.items) == shown
