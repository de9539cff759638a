"""How well does each pair fit, and may it be? One pair, or millions, with the same whole numbers."""
