"""Decisions (四重一大) and the procedures that they follow."""
