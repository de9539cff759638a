"""Directory: finding people of one's programs."""
