"""The extract for the person: what is held, who got it, what was done, who looked (policy 3.1).

Serves articles 24 and 25 of the law (2.8). Changes nothing and names no member of staff.
"""
