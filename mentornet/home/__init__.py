"""Home: what a stranger sees first, and what awaits each person today."""
