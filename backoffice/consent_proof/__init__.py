"""What one consent consists of, printed for a reader and proved in one file (policy 7, 8).

Serves article 8 of the law: eight items, none of them empty. Changes nothing.
"""
