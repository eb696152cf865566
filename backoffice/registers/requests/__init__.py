"""The register of subject requests: kind, term, decision, reason of a refusal (law 24, 25)."""
