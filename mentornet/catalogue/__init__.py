"""Catalogue: the field's reference data, shipped, searched and edited."""

from flask import Flask, url_for

from ..foundation import navigation


def init_app(app: Flask) -> None:
    """Bring the catalogue's pages, the ladder and the administrators' desk into the application."""
    from . import kinds, queries, rules, views, wording  # noqa: PLC0415 - they need the features below first
    from .models import Entry  # noqa: PLC0415 - as above

    def entry_url(entry: Entry) -> str:
        """Return the address of an entry's page."""
        return url_for("catalogue.show_entry", key=kinds.kind_of(type(entry)).key, slug=entry.slug)

    for blueprint in views.BLUEPRINTS:
        app.register_blueprint(blueprint)
    navigation.add(app, navigation.Entry("Ladder", "ladder.show_ladder", "ladder", 60, navigation.everyone))
    navigation.add(
        app, navigation.Entry("Catalogue", "catalogue.show_index", "book", 70, navigation.everyone)
    )
    navigation.add_to_account_menu(
        app,
        navigation.Entry(
            "Keep the catalogue", "catalogue_desk.show_desk", "edit", 80, navigation.administrators
        ),
    )
    app.jinja_env.globals.update(
        entry_url=entry_url,
        kind_of_table=kinds.BY_TABLE.get,
        catalogue_titles=queries.all_titles,
        credential_abbreviations=queries.abbreviations,
    )
    app.jinja_env.filters.update(
        in_words=wording.in_words,
        span=wording.span,
        between=wording.between,
        domain_of=wording.domain_of,
        month_names=wording.month_names,
        label_of=wording.label_of,
        hint_of=wording.hint_of,
        confidence_words=wording.CONFIDENCE.get,
        shows_renewal=rules.shows_renewal,
        title_of=lambda entry: kinds.kind_of(type(entry)).title_of(entry),
    )
