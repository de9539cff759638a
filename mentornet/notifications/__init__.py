"""Notifications: what awaits a person, in the app and by mail."""
