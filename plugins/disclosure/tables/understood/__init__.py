"""What a sheet says: which kind of table it is, which column is which field, which rows are records."""
