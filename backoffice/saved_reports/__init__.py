"""Settings of reports that were saved and shared, and the monthly files made by them (policy 9).

Knows no report by name: filters are kept as an address writes them, in codes.
"""
