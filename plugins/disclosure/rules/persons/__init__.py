"""Rules on natural persons: their numbers and their names."""
