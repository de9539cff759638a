"""The blueprint that the pages of programs are hung on."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("programs", __name__)
