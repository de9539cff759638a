"""How is a site started? Tables, catalogue and demo made ready; then web and worker side by side."""

from __future__ import annotations

import os
import sys
import threading
import time
import urllib.error
import urllib.request
from typing import Any

import click
from flask import current_app
from flask_migrate import upgrade
from honcho.manager import Manager

from config import Settings, unknown_names

from ..catalogue.loading import load_catalogue
from ..foundation.database import db
from ..foundation.jobs.worker import work
from ..seeds import log_ins
from ..seeds.demo import is_seeded, seed_demo
from .catalogue import told

READY_WITHIN_SECONDS = 60


@click.command("work")
@click.option("--threads", default=2, show_default=True, help="Jobs at a time.")
def work_command(threads: int) -> None:
    """Run the background worker until it is told to stop."""
    app: Any = current_app
    work(app._get_current_object(), threads=threads)  # noqa: SLF001 - the worker's threads need the app itself


@click.command("prepare")
def prepare_command() -> None:
    """Bring the tables and the catalogue up to date, and build the demo community where it is wanted."""
    prepare()


def prepare() -> None:
    """Make the database ready to serve; doing it again changes nothing."""
    for name in unknown_names():
        click.echo(f"{name} is no setting of ours; see docs/settings.md.", err=True)
    upgrade()
    report = load_catalogue()
    db.session.commit()
    if report.changed:
        click.echo(told(report))
    settings: Settings = current_app.config["SETTINGS"]
    if settings.is_demo and not is_seeded():
        click.echo("Building the demo community ...")
        seed_demo()


@click.command("serve")
@click.option("--reload", "reloads", is_flag=True, help="For developing: reload on change, debug toolbar.")
def serve_command(*, reloads: bool) -> None:
    """Make everything ready, then run the web server and the worker until Ctrl-C."""
    prepare()
    settings: Settings = current_app.config["SETTINGS"]
    manager = Manager()
    for name, command in commands(settings, reloads=reloads).items():
        # Matching multiplies small matrices: a second thread of numpy's library mostly waits, on a busy machine for long.
        manager.add_process(name, command, quiet=False, env=dict(os.environ))
    threading.Thread(target=_announce, args=(settings,), daemon=True).start()
    manager.loop()
    sys.exit(manager.returncode)


def commands(settings: Settings, *, reloads: bool = False) -> dict[str, str]:
    """Return the shell commands of the processes that make a site."""
    python = sys.executable
    worker = f"exec {python} -m flask --app wsgi work"
    if reloads:
        server = (
            f"exec {python} -m flask --app wsgi run --debug --host {settings.bind} --port {settings.port}"
        )
        return {"web": server, "worker": worker}
    web = (
        f"exec {python} -m gunicorn wsgi:app --bind {settings.bind}:{settings.port} --worker-class gthread "
        f"--workers {settings.whole('web_workers')} --threads {settings.whole('web_threads')} "
        "--preload --graceful-timeout 20 --max-requests 20000 --max-requests-jitter 2000 --log-level warning"
    )
    return {"web": web, "worker": worker}


def _announce(settings: Settings) -> None:
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{settings.port}/healthz", timeout=1):
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    click.echo(welcome(settings))


def welcome(settings: Settings) -> str:
    """Say where the site is, and how to sign in to the demo community."""
    lines = ["", f"  MentorNet is at {settings.address}", ""]
    if settings.is_demo:
        lines += [f"    {role:14} {address}" for role, address in log_ins.LOG_INS]
        lines += [f"    {'Password':14} {log_ins.PASSWORD}", ""]
    return "\n".join([*lines, "  Ctrl-C stops it.", ""])
