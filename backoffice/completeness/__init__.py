"""The queue of values that are missing or doubtful, with the term to put them right (policy 5.e).

Computed whenever it is asked: nothing of it is stored but the doubts themselves.
Must never show a value, nor change one: its links lead to the deeds of data rights.
"""
