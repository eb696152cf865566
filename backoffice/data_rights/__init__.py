"""Correct, supplement, block, delete, restore and destroy personal data (policy 5.e, 3.1, 3.5).

One value, or every value of an applicant's appeal; each deed with a reason from the list.
Never changes a value without an entry, never brings back what was destroyed.
"""
