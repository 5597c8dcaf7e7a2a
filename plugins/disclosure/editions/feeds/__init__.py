"""Feeds and calendars: the same dated records for RSS, Atom, JSON Feed and iCalendar readers."""
