"""Tables in and out: what offices keep in sheets, as records; and records as sheets.

Enters: grids of cells, or the catalogue's files as trees.  Leaves: records and problems at their cells,
the texts of catalogue files, the bytes of workbooks.  Every column comes from a declared field.
"""
