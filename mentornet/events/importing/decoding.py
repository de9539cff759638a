"""Which letters do these bytes mean?"""

from __future__ import annotations

import codecs

BY_MARK = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LATIN = "cp1252"


def decoded(content: bytes) -> str:
    """Return the text of `content`: by its mark where it has one, else as UTF-8, else as Windows wrote it.

    Bytes that mean nothing become the sign for that; the sign for "end of text" of old programs goes.
    """
    for mark, encoding in BY_MARK:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(LATIN, "replace")
