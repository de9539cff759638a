"""Which pairs are best for everybody together, at any size, and what proves it?"""
