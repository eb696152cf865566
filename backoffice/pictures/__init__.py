"""Where the bars, columns and parts of a picture stand: from numbers to places, nothing else.

Widths are shares of the picture, so that it fits every window and sheet of paper; heights are
pixels, so that its words keep their size. Knows no page, no language and no colour.
"""
