"""Texts that many notes hold at once, packed by zlib: half the room, or next to none beside a text much alike."""

import zlib

MANY = 50_000
"""From how many notes on texts are held packed: those of fewer are no load, and packing takes a tenth of reading."""


def pack(text: bytes, like: bytes = b"") -> bytes:
    """A text to what `unpack` makes the text of, by the same `like`."""
    packer = zlib.compressobj(level=1, zdict=like) if like else zlib.compressobj(level=1)
    return packer.compress(text) + packer.flush()


def unpack(packed: bytes, like: bytes = b"") -> bytes:
    """What `pack` gave to the text."""
    packer = zlib.decompressobj(zdict=like) if like else zlib.decompressobj()
    return packer.decompress(packed)
