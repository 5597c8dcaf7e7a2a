"""The county as one frozen value: read, linked, and reduced to what an audience may see."""
