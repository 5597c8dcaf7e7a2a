"""What stands around a page: its foot, and the ways that lead out of the site."""
