"""Matching: rounds, proposals and answers."""
