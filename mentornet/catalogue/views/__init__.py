"""What was clicked? The catalogue's pages, the ladder's, and the desk where entries are kept."""

from . import desk, ladder, pages

BLUEPRINTS = (pages.bp, ladder.bp, desk.bp)
