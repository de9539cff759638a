"""The demo community, and communities of any size for trials and benchmarks."""
