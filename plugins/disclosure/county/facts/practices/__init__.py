"""How far what the counties promise of themselves is kept, from the records and the as-of date."""
