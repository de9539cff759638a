"""How many lines are previewed and brought in a second, and in how much memory? `python -m benchmarks.imports [lines] [brought]`.

The same file is previewed again once its people are there: every line is then compared with what stands.
"""

from __future__ import annotations

import csv
import io
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.sites import site
from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.foundation.mail import only_to
from mentornet.foundation.words import canonical_address, folded
from mentornet.imports import queries, services
from mentornet.imports.models import Import, ImportState
from mentornet.programs.models import Program, Side

HEADINGS = (
    "Name",
    "Email",
    "Job title",
    "Specialties",
    "Goals",
    "State",
    "Languages",
    "Years",
    "Availability",
    "Bio",
)
ROLES = ("Mental health technician", "psych tech", "RN", "Psychiatric aide", "Ward clerk")
SUBJECTS = ("Geriatric", "Child and adolescent", "Geriatrik", "Equine therapy", "SUD")
GOALS = ("Documentation", "Earn a certification", "Move into nursing", "Crisis skills")


def sheet(lines: int) -> bytes:
    """Write a list of mentees with ten columns, some values unknown to the catalogue."""
    draw, text = random.Random(1), io.StringIO()
    rows = csv.writer(text)
    rows.writerow(HEADINGS)
    for number in range(lines):
        rows.writerow(
            [
                f"Person Number {number}",
                f"person.{number}@hospital.example",
                draw.choice(ROLES),
                "; ".join(draw.sample(SUBJECTS, 2)),
                "; ".join(draw.sample(GOALS, 2)),
                draw.choice(("OH", "California", "TX")),
                "English; Spanish" if number % 3 else "English",
                draw.randint(0, 20),
                "Monday evenings; weekends",
                "I have worked nights for some years and would like to see what else there is.",
            ]
        )
    return text.getvalue().encode()


def preview(program: Program, content: bytes, by: Account) -> Import:
    """Take a file as far as its preview, as the job does."""
    one = services.receive(
        program, stream=io.BytesIO(content), file_name="mentees.csv", side=Side.MENTEE, by=by
    )
    one.state = ImportState.READING
    db.session.commit()
    reading = services.reading_of(one)
    for _share in services.survey(one, reading):
        pass
    services.keep_unknown(one, reading.dictionary)
    edition, counts = services.begin_edition(one), Counter[str]()
    db.session.commit()
    reading = services.reading_of(one)
    for question in reading.questions.values():
        db.session.expunge(question)
    for _share in services.decide_lines(one, reading, edition, counts):
        db.session.commit()
    services.show_edition(one, edition, counts)
    db.session.commit()
    return queries.get_import(one.id)


def bring_in(one: Import, by: Account) -> None:
    """Check the preview and write it, as the job does."""
    one.state, one.confirmed_by = ImportState.IMPORTING, by
    db.session.commit()
    for _share in services.check_preview(one):
        pass
    services.bring_in(one)
    db.session.flush()  # the commit, which also writes the letters here, is the caller's


@contextmanager
def measured(what: str, lines: int) -> Iterator[None]:
    """Print how many lines a second the block took, and how much more memory than before it."""
    before, begun, spent = peak(), time.perf_counter(), time.process_time()
    yield
    seconds, cpu = time.perf_counter() - begun, time.process_time() - spent
    print(
        f"   {what:<28} {lines:>7,} lines: {lines / seconds:>7,.0f} a second, {cpu:6.1f} s of CPU, peak +{peak() - before:.0f} MB"
    )


def peak() -> float:
    """Return the most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(lines: int, brought: int) -> None:
    """Preview a long file, bring in a shorter one, and preview that once more."""
    with site() as (app, _none), app.app_context():
        by = Account(
            email="cora@people.example",
            email_key="cora@people.example",
            canonical_email=canonical_address("cora@people.example"),
            display_name="Cora",
            folded_name=folded("Cora"),
        )
        program = Program(slug="rungs", name="Rungs", join_token="rungs")
        db.session.add_all([by, program])
        db.session.commit()
        preview(program, sheet(100), by)  # what is loaded once is loaded now
        content = sheet(lines)
        print(f"   a file of {len(content) / 1e6:.0f} MB; {peak():.0f} MB before")
        with measured("previewed", lines):
            preview(program, content, by)
        content = sheet(brought)
        shorter = preview(program, content, by)
        with measured("checked and brought in", brought):
            bring_in(shorter, by)
        with only_to(()):
            db.session.commit()
        with measured("previewed, all there already", brought):
            again = preview(program, content, by)
        assert again.counts["unchanged"] == brought, again.counts


if __name__ == "__main__":
    numbers = [int(number) for number in sys.argv[1:3]]
    main(*(numbers or [200_000]), *([20_000] if len(numbers) < 2 else []))
