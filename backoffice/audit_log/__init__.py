"""The audit log as people read it: who did what to which case, and when (policy 2, 3.1).

Shows no personal data, changes nothing, and every look at it is itself an entry.
"""
