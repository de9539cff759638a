"""Programs: who runs them, who takes part, and on what terms."""
