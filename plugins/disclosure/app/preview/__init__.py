"""The county as it is being written, shown on this machine."""
