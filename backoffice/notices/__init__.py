"""Notices to third parties about data they hold: what happened to it, what they must do (5.e).

Serves policy 5.5, 8, 9. Never holds a personal value, and never changes what was given.
"""
