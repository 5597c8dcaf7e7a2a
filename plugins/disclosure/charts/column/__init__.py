"""Drawings in one column: spine, ladder, boards."""
