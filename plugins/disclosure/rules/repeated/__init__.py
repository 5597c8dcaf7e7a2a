"""Rules on facts that are said twice: in a record, and again in prose."""
