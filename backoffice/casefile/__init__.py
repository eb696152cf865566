"""The page of one appeal: what is held about it, who was given what, who looked (policy 2, 9).
It composes what the features below know, and every opening leaves an audit entry.
Must never change anything: its links lead to the features that do."""
