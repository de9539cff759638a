"""Where do the style sheet and scripts come from? Hashed names, kept by browsers for a year."""

from __future__ import annotations

import hashlib
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from .security import headers_for

FOLDER = Path(__file__).parent.parent / "static"
A_YEAR = 31_536_000


def hashed_names(folder: Path = FOLDER) -> dict[str, str]:
    """Map each file below `folder` to its address with a hash of its content in the name."""
    names = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        stem, dot, ending = name.rpartition(".")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        names[name] = f"/static/{stem}.{digest}{dot}{ending}"
    return names


def init_app(app: Flask) -> None:
    """Serve `static/` under hashed names that may be kept for ever, and give templates `static_url`."""
    names = hashed_names()
    headers = headers_for(app.config["SETTINGS"])

    def protect(answer: Headers, _path: str, _url: str) -> None:
        for name, value in headers.items():
            answer[name] = value

    served = WhiteNoise(app.wsgi_app, max_age=A_YEAR, add_headers_function=protect, allow_all_origins=False)
    for name, address in names.items():
        served.add_file_to_dictionary(address, str(FOLDER / name))
    app.wsgi_app = served  # type: ignore[method-assign]  # the documented way to wrap
    app.jinja_env.globals["static_url"] = lambda name: names[name]
