"""Accounting to the Centre and to inspectors: what was disclosed, to whom, in which period.

Serves policy 9 and 11. Shows names of fields, never values, and changes nothing.
"""
