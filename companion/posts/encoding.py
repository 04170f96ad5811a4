"""The encoding of a text that does not say: UTF-8 where it holds, else what Windows used in western languages."""

import codecs
from collections.abc import Iterable
from itertools import chain

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def guess(chunks: Iterable[bytes]) -> str:
    """Return the name of the encoding of `chunks`; a text with a few damaged characters is still UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    foreign = damaged = 0
    first = True
    for chunk in chain(chunks, [b""]):
        if first:
            first = False
            for mark, name in _MARKS:
                if chunk.startswith(mark):
                    return name
        text = decoder.decode(chunk, final=not chunk)
        foreign += len(text) - len(text.encode("ascii", "ignore"))
        damaged += text.count("\ufffd")
    return "utf-8-sig" if damaged <= foreign - damaged else "cp1252"


def decode(data: bytes) -> str:
    """Return the text of `data`, without its byte order mark; what cannot be decoded shows as U+FFFD."""
    return data.decode(guess([data]), "replace")
