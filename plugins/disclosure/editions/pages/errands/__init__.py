"""What people come for: topics, what can be done, and the places where."""
