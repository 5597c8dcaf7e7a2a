"""What pages are made of: addresses, links, words, prose, and the small values that templates print."""
