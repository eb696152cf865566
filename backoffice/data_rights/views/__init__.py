"""Pages of data rights."""

from backoffice.data_rights.views import one_value, whole
from backoffice.data_rights.views.answers import data_rights

__all__ = ["data_rights", "one_value", "whole"]
