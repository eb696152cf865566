"""What convinces somebody who trusts neither staff nor database: checkpoints and the log to take.

Serves policy 2; never shows personal data, never changes the log (decision 0028).
"""
