"""Rules on powers and on the flows that they run."""
