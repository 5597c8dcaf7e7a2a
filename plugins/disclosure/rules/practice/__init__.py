"""Rules on what the counties promise of themselves, beyond the law: each cites the account it is from.

They are reminders unless ``county.yaml`` says otherwise (``做法规则``, ``规则程度``), and every one may
be waived on the record that it concerns, with a reason and a date that are published.
"""
