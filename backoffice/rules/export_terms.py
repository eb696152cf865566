"""How long an order to take a report out stands (policy 5.4, 9), and how many run at once.

Whole days in Astana.
"""

START_DAYS = 1  # ready or approved: until the end of the next day
DECIDE_DAYS = 7  # for the second person: until the end of this day after the order
AT_ONCE = 2  # files of one person: each holds a thread of the server until it has left
