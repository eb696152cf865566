"""Texts a spreadsheet would run if it could: told apart once for every kind of file."""

import re

# Signs that begin a formula, in their wide forms too, behind whatever a program skips.
would_run = re.compile(
    "[\\s\x00\ufeff\u200b-\u200f\u2060]*[-=+@\uff0b\uff0d\uff1d\uff20]|[\t\r\n\x00]"
).match
