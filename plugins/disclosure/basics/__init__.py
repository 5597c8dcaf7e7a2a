"""Vocabulary and knowledge of the outer world: knows no county, no record, no page."""
