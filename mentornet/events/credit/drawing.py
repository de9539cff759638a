"""How is a certificate drawn? One page of our own design: a frame, the ladder, and a code that leads to its check.

Every text is drawn in its own script, shaped and in its own direction (see `lettering`). Where no font has a letter of a
name, the sheet says so instead of showing boxes: the page on the site shows such a name in full.
"""

from __future__ import annotations

from contextlib import closing

import segno
from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos
from fpdf.fonts import TTFFont

from ...foundation.templating import day
from ..models import Certificate
from . import rules
from .lettering import PLAIN, PLAIN_BOLD, can_draw, drawable, faces_for

INK, SOFT, TEAL, PAPER = (28, 42, 43), (84, 98, 99), (11, 107, 100), (251, 249, 245)
WIDTH, HEIGHT, EDGE = 279.4, 215.9, 12.0
"""A sheet of Letter lying down, and its margin, in millimetres."""

CODE_SIZE = 30.0
SMALLEST = 8.0
ELSEWHERE = "whose name this sheet cannot draw; it stands on the page below"


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
        self.add_font(PLAIN.family, "", PLAIN.path)
        self.add_font(PLAIN.family, "B", PLAIN_BOLD.path)

    def take(self, text: str, size: float, style: str) -> None:
        """Take up the letters for `text`: where it is in another script, that one's first, the others to fall back on."""
        others = faces_for(text)
        for face in others:
            if face.family.lower() not in self.fonts:
                self.add_font(face.family, "", face.path)
        self.set_text_shaping(use_shaping_engine=bool(others))
        if not others:
            self.set_font(PLAIN.family, style, size)
            return
        families = [face.family for face in others]
        self.set_font(families[0], "", size)
        self.set_fallback_fonts([*families[1:], PLAIN.family], exact_match=False)

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
        self.take(text, size, style)
        while size > SMALLEST and self.get_string_width(text) > 2 * self.epw * 0.9:
            size -= 1
            self.take(text, size, style)
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
        self.take(text, size, style)
        self.set_text_color(*colour)
        self.multi_cell(0, size * 0.5, text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def issued_words(certificate: Certificate) -> str:
    """Write the day of issue."""
    return day(certificate.issued_at.date())
