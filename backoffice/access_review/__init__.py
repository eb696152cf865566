"""Who read what and how often: unusual reading by stated rules, and the report (policy 2).

Everything is counted from the log when it is asked for. Nothing here judges anybody, and
nothing is done to an account.
"""
