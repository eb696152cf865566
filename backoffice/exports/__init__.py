"""Taking a report out as a file: what a report is, who orders it, how it is written (policy 9).

Knows no report by name: features bring their columns and their rows.
"""
