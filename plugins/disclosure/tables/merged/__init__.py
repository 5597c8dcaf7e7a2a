"""What sheets say put into the catalogue: by code, field by field, touching no other line."""
