"""HTTP: the gate every route passes, pages whole or in part, forms, errors, headers, language.

Knows no feature; never decides who may do what, it asks the rules.
"""
