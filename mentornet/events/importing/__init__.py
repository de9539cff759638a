"""Bringing events in from elsewhere: calendar files, spreadsheets and lists of conferences."""
