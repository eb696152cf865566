"""Register, route, answer, close: the appeal as a case (policy 3.6, 4).

Never shows or stores personal data in clear, never re-uses a number.
"""
