"""Who is there before and after an import, and what a page says."""

from __future__ import annotations

import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.imports.models import BroughtIn
from mentornet.programs.models import Enrolment, Invitation

PEOPLE = (Account, Enrolment, BroughtIn, Invitation)


def all_there(app):
    with app.app_context():
        return [db.session.scalar(sa.select(sa.func.count()).select_from(model)) for model in PEOPLE]


def text_of(response):
    return response.get_data(as_text=True)
