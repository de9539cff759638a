"""With which letters is a text drawn? Our own for Latin and its neighbours, and one font for each script that they lack.

DejaVu Sans, kept beside this file, has Latin with all its marks (Vietnamese too), Greek, Cyrillic, Armenian and
Georgian. The other fonts come as packages, all under the Open Font License. A font is opened when the first text needs it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


@dataclass(frozen=True, slots=True)
class Face:
    """A font as the sheet knows it, and where its file is: in a package, or with us."""

    family: str
    file: str
    package: str = ""

    @property
    def path(self) -> Path:
        """Where the file is."""
        return Path(str(files(self.package))) / self.file if self.package else FONTS / self.file


PLAIN = Face("DejaVu", "DejaVuSans.ttf")
PLAIN_BOLD = Face("DejaVu", "DejaVuSans-Bold.ttf")

FACES = (
    Face("Arabic", "files/NotoSansArabic[wdth,wght].ttf", "fontpkg_noto_sans_arabic"),
    Face("Hebrew", "files/Heebo[wght].ttf", "fontpkg_heebo"),
    Face("Devanagari", "files/NotoSansDevanagari[wdth,wght].ttf", "fontpkg_noto_sans_devanagari"),
    Face("Bengali", "files/HindSiliguri-Regular.ttf", "fontpkg_hind_siliguri"),
    Face("Tamil", "files/NotoSansTamil[wdth,wght].ttf", "fontpkg_noto_sans_tamil"),
    Face("Telugu", "files/NotoSansTelugu[wdth,wght].ttf", "fontpkg_noto_sans_telugu"),
    Face("Thai", "files/NotoSansThai[wdth,wght].ttf", "fontpkg_noto_sans_thai"),
    Face("Khmer", "files/NotoSansKhmer[wdth,wght].ttf", "fontpkg_noto_sans_khmer"),
    Face("Cjk", "NotoSansCJKjp-Regular.otf", "noto_cjk_sans_jp_regular"),
)
"""In the order in which they are asked for a letter; the last is the largest and has Chinese, Japanese and Korean."""


@cache
def letters_of(face: Face) -> frozenset[int]:
    """Return the code points that a font has."""
    with TTFont(face.path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def is_plain(letter: str) -> bool:
    """Say whether our own letters draw it as it is written: they do not join or turn any."""
    return ord(letter) in letters_of(PLAIN) and unicodedata.bidirectional(letter) not in RIGHT_TO_LEFT


def face_of(letter: str) -> Face | None:
    """Return the font to draw a letter with; None where no font has it."""
    if is_plain(letter):
        return PLAIN
    return next((face for face in FACES if ord(letter) in letters_of(face)), None)


def can_draw(text: str) -> bool:
    """Say whether every letter of `text` can be shown as it is written."""
    return all(face_of(letter) is not None for letter in text)


def drawable(text: str) -> str:
    """Return `text` without the letters that cannot be drawn."""
    return " ".join("".join(letter for letter in text if face_of(letter)).split())


def faces_for(text: str) -> list[Face]:
    """List the fonts that `text` takes beside our own, in the order in which it needs them."""
    found = dict.fromkeys(face_of(letter) for letter in text)
    return [face for face in found if face is not None and face is not PLAIN]
