"""Events: workshops, conferences and meetings."""
