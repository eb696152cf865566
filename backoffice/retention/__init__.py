"""Terms of storage, legal holds and destruction acts of two people (policy 3.5, 5.6; R-5f).

Never destroys by itself: what is due goes into an act that one proposes and another approves.
"""
