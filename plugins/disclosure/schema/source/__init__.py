"""What stands in a source before it is a value: characters, lines and the signs of prose."""
