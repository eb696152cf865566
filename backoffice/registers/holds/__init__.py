"""The register of legal holds: each was placed once and is lifted at most once (policy 5.6)."""
