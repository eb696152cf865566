"""Requests of data subjects: who asks what, what was decided and done (policy 2, 5.e; law 25).

Stands below the deeds that grant a request, which tell it that they were done. Never edits
a request or a decision: every later word is a row of its own.
"""
