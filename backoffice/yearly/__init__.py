"""The yearly summary: one page of numbers for the review of the policy (policy 12)."""
