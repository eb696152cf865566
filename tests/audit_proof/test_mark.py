"""The code on the sheet: every dark module of the norm is drawn, and no other."""

import re

import segno

from backoffice.audit_proof.mark import mark_of

TEXT = f"SENIM-CHECKPOINT/1 seq=17 digest={'a1' * 32} at=2026-11-26T19:11:05.648416Z fences=0"


def drawn(mark):
    """The modules a path covers, row by row."""
    rows = [[0] * mark.side for _row in range(mark.side)]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", mark.path):
        for place in range(int(x), int(x) + int(width)):
            rows[int(y)][place] = 1
    return rows


def test_the_path_is_the_code_with_its_quiet_zone():
    mark = mark_of(TEXT)
    code = segno.make_qr(TEXT, error="m", boost_error=False)
    assert drawn(mark) == [list(row) for row in code.matrix_iter(border=4)]
    assert not any(drawn(mark)[0] + drawn(mark)[3])
    assert re.fullmatch(r"(M\d+ \d+h\d+v1h-\d+z)+", mark.path)


def test_another_text_is_another_code():
    assert mark_of(TEXT).path != mark_of(TEXT + "1").path
