"""The audit table and the one door through which everything is done (policy 2, 3.1).

Never holds a personal value, never loses or changes an entry, never lets a write pass by.
"""
