"""The one declaration of every field: records, their keys, types, descriptions and sources."""
