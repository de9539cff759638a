"""What would a solved round be after one change? Found from the pairs and prices at hand, not from the beginning."""
