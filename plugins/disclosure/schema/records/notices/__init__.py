"""Notices (公告) and the lists of persons that they declare."""
