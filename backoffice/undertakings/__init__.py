"""Confidentiality undertakings of the staff: nobody opens personal data without one (2.6)."""
