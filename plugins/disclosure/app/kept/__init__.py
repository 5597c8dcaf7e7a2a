"""What one build leaves for the next: drawings, and notes on pages."""
