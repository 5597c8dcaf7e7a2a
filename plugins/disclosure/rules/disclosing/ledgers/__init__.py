"""Rules on ledgers (台账): what they declare, what must add up, by when they are due."""
