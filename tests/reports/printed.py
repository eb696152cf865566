"""Reading a printed report back with a library of its own."""

import io
import re
from contextlib import closing
from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True)
class Printed:
    """The text of each page, and how large the sheets are."""

    pages: list[str]
    sizes: list[tuple[float, float]]

    @property
    def text(self):
        """Everything, with every stretch of white space as one."""
        return re.sub(r"\s+", " ", " ".join(self.pages))


def printed(answer_or_bytes):
    """A PDF as a reader would search it."""
    data = answer_or_bytes if isinstance(answer_or_bytes, bytes) else answer_or_bytes.get_data()
    with closing(pypdfium2.PdfDocument(io.BytesIO(data))) as document:
        pages, sizes = [], []
        for page in document:
            with closing(page), closing(page.get_textpage()) as text:
                pages.append(text.get_text_range())
                sizes.append(page.get_size())
    return Printed(pages, sizes)
