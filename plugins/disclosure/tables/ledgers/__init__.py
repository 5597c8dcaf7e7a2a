"""Ledgers (台账) kept in office files: which one a sheet is, what its rows say, and the file of data."""
