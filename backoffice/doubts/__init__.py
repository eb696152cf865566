"""Findings that a stored value may be wrong, and how each of them ended (policy 5.e).

Stands below the features, so that registering and correcting leave a finding by the way.
Must never hold what was doubted: a finding names the value and a code.
"""
