"""Pages of requests of data subjects."""

from backoffice.request_desk.views import desk, registering, whole
from backoffice.request_desk.views.gate import requests

__all__ = ["desk", "registering", "requests", "whole"]
