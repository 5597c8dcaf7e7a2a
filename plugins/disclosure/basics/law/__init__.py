"""The law library: citations read, and found in the texts of laws.  Pure: texts in, values out."""
