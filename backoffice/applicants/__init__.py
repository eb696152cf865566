"""Whose data it is: applicant, representative, consent of one appeal (policy 3.6, 6, 7).

Never holds a name or a number: those are personal values. Never joins two appeals' people.
"""
