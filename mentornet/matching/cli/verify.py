"""Does a proof still hold? Of two spreadsheets and their pairs, or of a round that is kept."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import ScriptInfo

_IN = click.Path(exists=True, dir_okay=False, path_type=Path)
NEEDED = ("mentees", "mentors", "matches", "certificate")


@click.command("verify-round")
@click.option("--mentees", type=_IN, help="Who sought a mentor.")
@click.option("--mentors", type=_IN, help="Who offered seats.")
@click.option("--matches", type=_IN, help="The pairs, as they were written.")
@click.option("--certificate", type=_IN, help="The proof, as it was written: JSON.")
@click.option("--constraints", type=_IN, help="Pairs blocked, past, declined or pinned.")
@click.option("--wishes", type=_IN, help="Whom they ranked.")
@click.option("--settings", type=_IN, help="The columns, weights and criteria of the round: TOML.")
@click.option(
    "--round", "round_id", type=int, help="A solved round of this site, by its number; at any time."
)
@click.pass_context
def verify_round(context: click.Context, /, round_id: int | None, **files: Path | None) -> None:
    """Check that pairs keep every rule and that nothing better exists, with nothing of what found them.

    Every pair is scored again. Ends with 1 where something does not hold, and says what.
    """
    if round_id is not None:
        if any(files.values()):
            raise click.UsageError("--round stands alone: a kept round brings its own people and pairs.")
        faults = _of_kept_round(context, round_id)
    else:
        missing = [f"--{name}" for name in NEEDED if not files[name]]
        if missing:
            raise click.UsageError(
                f"Missing {', '.join(missing)}: name the files, or a kept round by --round."
            )
        faults = _of_sheets({name: path for name, path in files.items() if path})
    for fault in faults:
        click.echo(fault)
    if faults:
        click.echo("The certificate does not hold.")
        context.exit(1)
    click.echo("The certificate holds: every rule is kept, and what it proves is so.")


def _of_sheets(files: dict[str, Path]) -> list[str]:
    # Imported here: the engine is for those who match, not for every command.
    from config import Settings  # noqa: PLC0415 - as above

    from ...foundation.refusals import Refusal  # noqa: PLC0415 - as above
    from ...foundation.tables import TableError  # noqa: PLC0415 - as above
    from ..sheets.certificates import read_certificate  # noqa: PLC0415 - as above
    from ..sheets.reading import SheetError  # noqa: PLC0415 - as above
    from ..sheets.rounds import Files, read_round  # noqa: PLC0415 - as above
    from ..sheets.verifying import faults_of  # noqa: PLC0415 - as above
    from ..workforce import pricing, workforce_of  # noqa: PLC0415 - as above

    matches, paper = files.pop("matches"), files.pop("certificate")
    try:
        claim = read_certificate(paper)
        round_ = read_round(
            Files(
                mentees=files["mentees"],
                mentors=files["mentors"],
                constraints=files.get("constraints"),
                wishes=files.get("wishes"),
                settings=files.get("settings"),
                seed=claim.seed,
            )
        )
        with pricing(workforce_of(Settings.from_environment())) as staff:
            return faults_of(round_, matches, claim, staff)
    except (SheetError, TableError, Refusal) as refused:
        raise click.ClickException(str(refused)) from refused


def _of_kept_round(context: click.Context, round_id: int) -> list[str]:
    if not current_app:
        with context.ensure_object(ScriptInfo).load_app().app_context():
            return _of_kept_round(context, round_id)
    # Imported here: tables are for those who ask about a kept round.
    from ...foundation.database import db  # noqa: PLC0415 - as above
    from ...foundation.refusals import NotFoundError, Refusal  # noqa: PLC0415 - as above
    from ..kept import faults_of_round  # noqa: PLC0415 - as above
    from ..queries import get_round  # noqa: PLC0415 - as above

    try:
        faults = faults_of_round(get_round(round_id))
        db.session.commit()
    except NotFoundError as missing:
        raise click.ClickException(
            f"There is no round {round_id}. Look at the number in its address."
        ) from missing
    except Refusal as refused:
        raise click.ClickException(str(refused)) from refused
    return faults
