"""What was looked up in a county while a page was made, and whether the answers are still the same."""
