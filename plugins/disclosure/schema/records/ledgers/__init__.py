"""Ledgers (台账): tables of a county that are kept fresh, declared with YAML alone."""
