"""What follows from the ledgers (台账): whose a line is, sums, limits, when each will be late."""
