"""Rules on those who hold power and on the places where they disclose."""
