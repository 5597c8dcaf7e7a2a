"""Records as tables: rows of cells, workbooks, CSV files, and remarks in a clerk's own file."""
