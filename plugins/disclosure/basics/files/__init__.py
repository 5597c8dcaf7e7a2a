"""What is inside of any file: its text piece by piece, what cannot be read, what could run."""
