"""How is a certificate drawn? One page of our own design: a frame, the ladder, and a code that leads to its check.

The letters are DejaVu Sans, kept beside this file: Latin with all its marks (Vietnamese too), Greek, Cyrillic,
Armenian and Georgian. Scripts that it lacks, and those that run from right to left or join their letters, are not drawn:
the page on the site shows such a name in full, and the sheet says so instead of showing boxes.
"""

from __future__ import annotations

import unicodedata
from contextlib import closing
from functools import cache
from pathlib import Path

import segno
from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos
from fpdf.fonts import TTFFont

from ...foundation.templating import day
from ..models import Certificate
from . import rules

FONTS = Path(__file__).parent / "fonts"
FAMILY = "DejaVu"
FACES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
INK, SOFT, TEAL, PAPER = (28, 42, 43), (84, 98, 99), (11, 107, 100), (251, 249, 245)
WIDTH, HEIGHT, EDGE = 279.4, 215.9, 12.0
"""A sheet of Letter lying down, and its margin, in millimetres."""

CODE_SIZE = 30.0
SMALLEST = 8.0
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
ELSEWHERE = "whose name this sheet cannot draw; it stands on the page below"


@cache
def _drawable() -> frozenset[int]:
    sheet = _Sheet()
    sheet.bring_letters()
    with closing(sheet):
        return frozenset(sheet.faces()[0].cmap)


def can_draw(text: str) -> bool:
    """Say whether every letter of `text` is one that the sheet can show as it is written."""
    return all(
        ord(letter) in _drawable() and unicodedata.bidirectional(letter) not in RIGHT_TO_LEFT
        for letter in text
    )


def drawable(text: str) -> str:
    """Return `text` without the letters that cannot be drawn."""
    return " ".join("".join(letter for letter in text if can_draw(letter)).split())


def draw(certificate: Certificate, *, address: str, issued: str) -> bytes:
    """Return the certificate as a PDF; `address` is where it can be checked, `issued` the day as words."""
    sheet = _Sheet(orientation="landscape", unit="mm", format="letter")
    sheet.begin(certificate)
    sheet.frame()
    sheet.mark(WIDTH / 2 - 9, 20, 18)
    sheet.words(certificate)
    sheet.foot(certificate, address=address, issued=issued)
    with closing(sheet):
        return bytes(sheet.output())


class _Sheet(FPDF):
    """One sheet, drawn from the top down."""

    def begin(self, certificate: Certificate) -> None:
        self.set_title(f"Certificate: {drawable(certificate.title)}")
        self.set_author("MentorNet")
        self.set_lang("en")
        self.set_creation_date(certificate.issued_at)
        self.bring_letters()
        self.set_auto_page_break(auto=False)
        self.add_page()
        self.set_margin(30)

    def bring_letters(self) -> None:
        for style, file in FACES.items():
            self.add_font(FAMILY, style, FONTS / file)

    def faces(self) -> list[TTFFont]:
        return [face for face in self.fonts.values() if isinstance(face, TTFFont)]

    def close(self) -> None:
        """Close the files of the letters, which the library leaves open."""
        for face in self.faces():
            face.ttfont.close()

    def frame(self) -> None:
        self.set_fill_color(*PAPER)
        self.rect(0, 0, WIDTH, HEIGHT, style="F")
        self.set_draw_color(*TEAL)
        for inset, width in ((EDGE, 0.9), (EDGE + 2.5, 0.25)):
            self.set_line_width(width)
            self.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)

    def mark(self, left: float, top: float, size: float) -> None:
        """Draw the ladder with somebody on its middle rung."""
        part = size / 24
        self.set_line_width(1.6 * part)
        rails = ((6.5, 21.5, 9.0, 2.5), (15.0, 21.5, 17.5, 2.5))
        rungs = ((8.4, 7.0, 16.9, 7.0), (7.8, 11.8, 16.3, 11.8), (7.1, 16.6, 15.6, 16.6))
        for x1, y1, x2, y2 in (*rails, *rungs):
            self.line(left + x1 * part, top + y1 * part, left + x2 * part, top + y2 * part)
        self.set_fill_color(*TEAL)
        self.circle(left + 12.1 * part, top + 11.8 * part, 2.3 * part, style="F")

    def words(self, certificate: Certificate) -> None:
        self.set_y(48)
        self.said("Certificate of attendance", 26, style="B", colour=TEAL)
        self.ln(8)
        self.said("This certifies that", 12, colour=SOFT)
        self.ln(3)
        is_shown = can_draw(certificate.holder)
        name = certificate.holder if is_shown else f"the holder, {ELSEWHERE},"
        self.fitted(name, 24 if is_shown else 13, style="B" if is_shown else "")
        self.ln(3)
        self.said("attended", 12, colour=SOFT)
        self.ln(3)
        self.fitted(drawable(certificate.title) or "an event, named on the page below", 18, style="B")
        self.said(" · ".join(filter(None, (rules.period_words(certificate), drawable(certificate.host)))), 11)
        self.ln(8)
        self.said(rules.credit_words(certificate), 16, style="B", colour=TEAL)
        approved = " · ".join(filter(None, (certificate.approved_by, certificate.approval_number)))
        if approved:
            self.said(f"Approved by {drawable(approved)}", 10, colour=SOFT)

    def foot(self, certificate: Certificate, *, address: str, issued: str) -> None:
        top = HEIGHT - EDGE - CODE_SIZE - 8
        self.code(address, EDGE + 10, top)
        self.set_left_margin(EDGE + CODE_SIZE + 16)
        self.set_y(top + 6)
        self.said(f"Certificate {rules.shown_code(certificate.code)}", 11, style="B", align=Align.L)
        self.said(f"Issued {issued}. Anyone can check it:", 9, colour=SOFT, align=Align.L)
        self.said(address, 9, align=Align.L)

    def code(self, text: str, left: float, top: float) -> None:
        """Draw `text` as a QR code of dark squares."""
        matrix = segno.make(text, error="m", micro=False).matrix
        part = CODE_SIZE / len(matrix)
        self.set_fill_color(*INK)
        for row, line in enumerate(matrix):
            for column, is_dark in enumerate(line):
                if is_dark:
                    self.rect(left + column * part, top + row * part, part, part, style="F")

    def fitted(self, text: str, size: float, *, style: str = "") -> None:
        """Say `text` as large as it fits in two lines."""
        self.set_font(FAMILY, style, size)
        while size > SMALLEST and self.get_string_width(text) > 2 * self.epw * 0.9:
            size -= 1
            self.set_font(FAMILY, style, size)
        self.said(text, size, style=style)

    def said(
        self,
        text: str,
        size: float,
        *,
        style: str = "",
        colour: tuple[int, int, int] = INK,
        align: Align = Align.C,
    ) -> None:
        self.set_font(FAMILY, style, size)
        self.set_text_color(*colour)
        self.multi_cell(0, size * 0.5, text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def issued_words(certificate: Certificate) -> str:
    """Write the day of issue."""
    return day(certificate.issued_at.date())
