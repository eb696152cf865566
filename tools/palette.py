"""Makes a screenshot small: a PNG of true colours becomes one of at most 256."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_COLOURS = 256
CHANNELS = {2: 3, 6: 4}  # by the colour type of the PNG: RGB, and RGB with transparency

Colour = bytes


def with_palette(png: bytes) -> bytes:
    """The same picture with its most frequent colours, every other one as the nearest of them."""
    parts = list(_chunks(png))
    width, height, _depth, kind = struct.unpack(">IIBB", parts[0][1][:10])
    raw = zlib.decompress(b"".join(body for name, body in parts if name == b"IDAT"))
    step = CHANNELS[kind]
    rows = [
        [row[place : place + 3] for place in range(0, len(row), step)]
        for row in _unfiltered(raw, width * step, step)
    ]
    counted = Counter(pixel for row in rows for pixel in row)
    palette = [colour for colour, _count in counted.most_common(MOST_COLOURS)]
    places = {colour: _nearest(colour, palette) for colour in counted}
    drawn = b"".join(b"\0" + bytes(places[pixel] for pixel in row) for row in rows)
    return SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", b"".join(palette)),
            _chunk(b"IDAT", zlib.compress(drawn, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += 12 + length


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _unfiltered(raw: bytes, length: int, step: int) -> Iterator[bytes]:
    """Rows as they were before each byte was written as a difference from its neighbours."""
    above = bytes(length)
    for start in range(0, len(raw), length + 1):
        row = bytearray(raw[start + 1 : start + 1 + length])
        _unfilter(raw[start], row, above, step)
        above = bytes(row)
        yield above


def _unfilter(method: int, row: bytearray, above: bytes, step: int) -> None:
    for place in range(len(row)) if method else ():
        left = row[place - step] if place >= step else 0
        corner = above[place - step] if place >= step else 0
        guess = (0, left, above[place], (left + above[place]) // 2)
        told = guess[method] if method < 4 else _closest(left, above[place], corner)
        row[place] = (row[place] + told) & 255


def _closest(left: int, up: int, corner: int) -> int:
    """The neighbour nearest to left + up - corner, as the PNG specification (Paeth) has it."""
    aim = left + up - corner
    return min((left, up, corner), key=lambda near: abs(aim - near))


def _nearest(colour: Colour, palette: list[Colour]) -> int:
    distances = [sum((a - b) ** 2 for a, b in zip(colour, known, strict=True)) for known in palette]
    return distances.index(min(distances))
