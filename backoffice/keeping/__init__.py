"""How long an appeal is kept, and what stops its destruction: rules and holds (policy 5.6).

Stands below the features, so that each of them asks before it destroys, shows or edits.
Never destroys anything itself.
"""
