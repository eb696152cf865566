"""Texts a spreadsheet would run if it could: told apart once for every kind of file."""

import re

# Controls, spaces, and marks nobody sees (Unicode: Cc, Cf, Zs, Zl, Zp): some programs skip them.
CONTROLS = (
    "\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
_SPACES = " \xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Signs that begin a formula, in their wide forms too, behind whatever a program skips.
would_run = re.compile(f"[{CONTROLS}{_SPACES}]*[-=+@\uff0b\uff0d\uff1d\uff20]|[\t\r\n\x00]").match
