"""What is solved for something else than the best sum: the worst fit, wishes on both sides, costs by a table."""
