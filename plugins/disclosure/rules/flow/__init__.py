"""What a flow must be: able to run, with duties apart, in time, guarded, and easy to read.

Enters: a ``Flow`` and its ``Graph``.  Leaves: coded problems at the step they concern.  One room a
subject: ``ways`` (and ends), ``duties`` (who), ``limits`` (time), ``risks``, ``refusals``,
``clarity`` (lengths).
"""
