"""In which encoding is this text written? Decided by proof, never by likelihood.

UTF-8 either holds for every byte or does not, and UTF-16 shows itself by its mark or its noughts. What is neither is
what spreadsheet programs on Windows write, as long as every byte has a letter there. Libraries that weigh letter
frequencies are of no help with lists of names: they guess, and a wrong guess changes somebody's name in silence.
"""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from .repairs import Repair, Repairs
from .rows import TableError

CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", Repair.BYTE_ORDER_MARK),
    (codecs.BOM_UTF16_LE, "utf-16", Repair.UTF_16),
    (codecs.BOM_UTF16_BE, "utf-16", Repair.UTF_16),
)
_HEAD = 1000
_UTF8_PAIRS = re.compile(rb"\xc3[\x80-\xbf]|\xc2[\xa0-\xbf]|\xe2\x80[\x80-\xbf]")
"""Letters in UTF-8 that hardly ever follow one another in the Windows encoding."""
SAVE_AGAIN = "Save the file again as CSV UTF-8."


def find_encoding(stream: BinaryIO, file: str, repairs: Repairs) -> str:
    """Return the one encoding in which the whole stream can be read.

    Raises:
        TableError: There is none, or two are mixed.
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    for mark, encoding, repair in _MARKS:
        if head.startswith(mark):
            repairs.note(repair)
            _ensure_decodes(stream, file, encoding)
            return encoding
    wide = _wide(head)
    if wide:
        repairs.note(Repair.UTF_16)
        _ensure_decodes(stream, file, wide)
        return wide
    try:
        _ensure_decodes(stream, file, "utf-8")
    except TableError as not_utf8:
        if not_utf8.__cause__ is None:
            raise
        _ensure_windows(stream, file, not_utf8)
        repairs.note(Repair.WINDOWS_1252)
        return "cp1252"
    return "utf-8"


def _wide(head: bytes) -> str | None:
    """Recognise UTF-16 without its mark: every other byte of plain letters is nought."""
    half = len(head) // 2
    if half and head[1::2].count(0) > half * 0.6 and not head[::2].count(0):
        return "utf-16-le"
    if half and head[::2].count(0) > half * 0.6 and not head[1::2].count(0):
        return "utf-16-be"
    return None


def _ensure_windows(stream: BinaryIO, file: str, not_utf8: TableError) -> None:
    stream.seek(0)
    before = b""
    while chunk := stream.read(CHUNK):
        if _UTF8_PAIRS.search(before[-2:] + chunk):
            raise TableError(
                file,
                f"the file mixes two encodings; {not_utf8.sentence.partition(' cannot')[0]} here is not UTF-8, as others are. {SAVE_AGAIN}",
                line=not_utf8.line,
            )
        before = chunk
    _ensure_decodes(stream, file, "cp1252")


def _ensure_decodes(stream: BinaryIO, file: str, encoding: str) -> None:
    """Read the whole stream once, a piece at a time."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    line = 1
    last = False
    while not last:
        chunk = stream.read(CHUNK)
        last = not chunk
        try:
            text = decoder.decode(chunk, final=last)
        except UnicodeDecodeError as trouble:
            before = trouble.object[: trouble.start].decode(encoding, errors="replace")
            place = line + _line_ends(before)
            letter = len(before) - max(before.rfind("\n"), before.rfind("\r"))
            raise TableError(file, f"letter {letter} cannot be read. {SAVE_AGAIN}", line=place) from trouble
        if "\0" in text:
            raise TableError(
                file,
                "the file is no text. Save the sheet as CSV UTF-8, or as XLSX.",
                line=line + _line_ends(text.partition("\0")[0]),
            )
        line += _line_ends(text)


def _line_ends(text: str) -> int:
    return text.count("\n") or text.count("\r")
