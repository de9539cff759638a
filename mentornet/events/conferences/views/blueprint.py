"""The blueprint that the pages of conferences are hung on."""

from flask import Blueprint

bp = Blueprint("events_conferences", __name__, url_prefix="/events/<int:event_id>")
