"""Safety: blocks, and texts kept free of client information."""
