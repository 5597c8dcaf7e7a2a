"""Pages of those who hold power: levels, units, posts."""
