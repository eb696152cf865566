"""Addresses compiled once for the whole run: each test has an application of its own.

Werkzeug writes and compiles a function per address, a tenth of a second an application.
"""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]

_builders: dict[tuple[str, str, str, bool], Builder] = {}


class KnownRule(Rule):
    """A rule that takes the builder an earlier application compiled for the same address."""

    def _compile_builder(self, append_unknown: bool = True) -> Any:
        key = (self.rule, repr(self.subdomain or self.host), repr(self.defaults), append_unknown)
        if key not in _builders:
            _builders[key] = super()._compile_builder(append_unknown)
        return _builders[key]
