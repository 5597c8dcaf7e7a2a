"""The records of the data language, one kind of record a module."""
