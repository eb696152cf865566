"""Watching over an installation: probes, lines of the log, numbers for the operator.

Nothing here holds or tells personal data: codes, routes, counts and ages only (R-3.5).
"""
