"""Backup and restore: data and vault as separate files, taken together (policy 2, 3.5).

Never puts a key of the keyring beside the data, never brings back what was destroyed, and
never leaves an installation half restored.
"""
