"""What became of a record: changes, whether it is in force, its history, its withdrawal."""
