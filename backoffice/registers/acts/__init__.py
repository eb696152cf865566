"""The register of destruction acts: who proposed, approved and carried out what (policy 3.5)."""
