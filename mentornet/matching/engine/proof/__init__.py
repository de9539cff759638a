"""Is a result what it says? Asked from the beginning, with nothing of what found it."""
