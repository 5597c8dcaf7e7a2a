"""Pages of what is disclosed and when: notices, and the catalogues that say what is to be."""
