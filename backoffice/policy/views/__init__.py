"""Pages of the policy: `public` for everybody, `drafts` and `reviews` for two roles."""

from backoffice.policy.views.reviews import policy

__all__ = ["policy"]
