"""What is derived from the declared fields: editor schemas, field reference, starting files."""
