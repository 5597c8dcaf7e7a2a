"""Editions: each view is a function ``Edition -> Iterator[Output]`` in a module of its own."""
