"""Charts as people take them away to open and change: their words in DOT, laid out by whoever opens it.

What our own drawings are laid out from holds no word and is never published (``grid``, ``relations``).
"""
