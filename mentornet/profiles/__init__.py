"""Profiles: mentors and mentees by specialization and goal."""
