"""What screens and television tell these days, and how words are broken into lines for them."""
