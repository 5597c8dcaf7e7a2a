"""Pages of matters: the answer, the levels side by side, one line of time, the rounds of candidates."""
