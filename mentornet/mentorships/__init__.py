"""Mentorships: a pair at work, from the agreement to the end."""
