"""Who resolves appeals: the register, its competence and undertakings (policy 9, 11).

Never lets a recipient be typed in freely (R-3.3).
"""
