"""How does a mentee ask a mentor herself? Request, accept, decline, withdraw, lapse; beside the rounds."""
