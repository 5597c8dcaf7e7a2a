"""How gates read: tags, what is wrapped in bytes, and what need not be read twice."""
