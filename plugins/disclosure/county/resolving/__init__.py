"""What was written becomes what is told: of a power once, of a shared list once for every holder."""
