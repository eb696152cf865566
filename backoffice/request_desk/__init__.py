"""The desk of requests of data subjects: register, decide, answer (policy 2, 5.e; law 25).

Looks and leads: what a request is granted for is done by the deeds of the other features.
"""
