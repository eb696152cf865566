"""The closed lists the policy and the law name: roles, kinds, channels, states, reasons.

Codes only, a module a feature; their Kazakh, Russian and English words are in `web/labels`.
"""
