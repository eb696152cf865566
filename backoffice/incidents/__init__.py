"""The register of incidents with personal data: notice within one working day (2.19, 2.20).

It holds codes, moments, references and numbers of appeals: no personal data.
"""
