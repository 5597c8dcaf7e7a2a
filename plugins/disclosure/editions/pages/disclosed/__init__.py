"""Pages of what is disclosed and when: notices, catalogues of what is to be, who is in charge."""
