"""Rules on decisions: the law of their procedure, votes, carrying out."""
