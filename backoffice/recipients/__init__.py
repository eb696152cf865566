"""The recipient's own page: what it was given, its responsibility, its reply (policy 8 to 11).

Never shows a value that staff could not give today, never keeps the secret of a link.
"""
