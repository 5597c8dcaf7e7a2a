"""One matter: its records at several levels, and how those to be appointed came through."""
