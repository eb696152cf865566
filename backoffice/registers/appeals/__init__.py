"""The register of appeals: kind, channel, category, and whether the term was kept (policy 4)."""
