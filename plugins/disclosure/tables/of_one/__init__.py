"""Sheets whose rows are all of one record: a 公开目录, a 共同清单."""
