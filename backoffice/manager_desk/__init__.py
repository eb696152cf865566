"""The manager's page: how appeals stand now, what was disclosed in a period, what waits.

Serves policy 4, 9, 11 and 12. Shows numbers and names of bodies alone, never personal data;
every number is the way to its rows. Writes nothing.
"""
