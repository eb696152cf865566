"""Pages of the policy: `public` for everybody, the others for two roles."""

from backoffice.policy.views.reviews import policy

__all__ = ["policy"]
