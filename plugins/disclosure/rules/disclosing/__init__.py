"""Rules on disclosing: dates of publication, notices, legal bases."""
