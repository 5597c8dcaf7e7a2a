"""Paths of files, and where the program's own lie."""
