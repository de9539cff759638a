"""Catalogue: the field's reference data, shipped, searched and edited."""
