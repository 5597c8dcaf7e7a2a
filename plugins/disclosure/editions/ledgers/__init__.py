"""Ledgers (台账): their pages, the files to take away, and what stands on the pages of other records."""
