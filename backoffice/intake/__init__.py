"""Imports: rows of another system become appeals (policy 4), each by the action a clerk uses.

Never takes a field the category does not ask for, never invents an answer or a closing.
"""
