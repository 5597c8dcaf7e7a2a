"""Who does the work: this process and copies of it, or a cluster."""
