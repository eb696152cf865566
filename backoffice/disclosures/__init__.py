"""What was given, to whom, why, by whom, and what became of it (policy 8 to 11).

Never changes a recorded disclosure, never gives a field the minimisation table refuses.
"""
