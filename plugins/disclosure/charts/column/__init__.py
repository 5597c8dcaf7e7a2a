"""Drawings in one column: ladder, boards."""
