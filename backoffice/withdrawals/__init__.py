"""Withdrawal of consent: by whom, by which way, and what follows from it (policy 7, 8; law 8).

Destroys nothing by itself: it stops every further giving and says by when data must be gone.
"""
