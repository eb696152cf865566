"""Terms of the law an installation can change: value, article, source, day (policy 2; R-2.0).

Never forgets what a term was on an earlier day.
"""
