"""What does an entry say, in plain text? HTML taken off, addresses found, lengths kept."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from ...foundation.forms import tidied
from .entries import LONGEST_ADDRESS, LONGEST_DESCRIPTION, shortened

LONGEST_READ = 60_000
MARKUP = re.compile(
    r"</?(?:p|br|div|span|b|i|u|strong|em|a|ul|ol|li|h[1-6]|table|tr|td|html|body|font)\b", re.IGNORECASE
)
ADDRESS = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)
ENTITY = re.compile(r"&(?:amp|lt|gt|nbsp|quot|#\d+);")
MEETINGS = (
    "zoom.us",
    "teams.microsoft.com",
    "teams.live.com",
    "meet.google.com",
    "webex.com",
    "gotomeeting.com",
)
ONLINE = re.compile(
    r"\b(online|virtual|webinar|zoom|microsoft teams|google meet|webex|remote)\b", re.IGNORECASE
)
BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"})
UNSEEN = frozenset({"script", "style", "head", "title"})


class _Text(HTMLParser):
    """Gathers what a reader of HTML would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the library's own
        """Begin a line where a browser would; a list's lines begin with a dash."""
        self.unseen += tag in UNSEEN
        if tag in BLOCKS:
            self.parts.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph with an empty line, as a browser leaves one."""
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        if tag in {"p", "h1", "h2", "h3", "h4", "h5", "h6"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep what is seen."""
        if not self.unseen:
            self.parts.append(data)


def plain(text: str, most: int = LONGEST_DESCRIPTION) -> str:
    """Return `text` without markup, control characters and stray blank lines, shortened to `most` letters."""
    text = text[:LONGEST_READ]
    if MARKUP.search(text) or ENTITY.search(text):
        reader = _Text()
        reader.feed(text)
        reader.close()
        text = "".join(reader.parts)
    text = str(tidied(text)).replace("\u00a0", " ")
    text = re.sub(r"[ \t]+\n", "\n", text)
    return shortened(re.sub(r"\n{3,}", "\n\n", text).strip(), most)


def one_line(text: str, most: int) -> str:
    """Return `text` plain and on one line, shortened to `most` letters."""
    return shortened(" ".join(plain(text, LONGEST_READ).split()), most)


def web_address(text: str) -> str:
    """Return the first web address in `text` that we would link to; empty where there is none."""
    for found in ADDRESS.findall(text[:LONGEST_READ]):
        address = str(tidied(found)).rstrip(".,;)]}")
        if len(address) <= LONGEST_ADDRESS and _is_address(address):
            return address
    return ""


def _is_address(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False


def is_meeting(address: str) -> bool:
    """Say whether `address` lets people into a video meeting."""
    host = (urlsplit(address).hostname or "") if address else ""
    return any(host == own or host.endswith(f".{own}") for own in MEETINGS)


def without_meetings(text: str) -> str:
    """Return `text` without the addresses of video meetings: those are for people who are registered."""

    def hidden(found: re.Match[str]) -> str:
        address = found[0]
        return "(link for those registered)" if _is_address(address) and is_meeting(address) else address

    return ADDRESS.sub(hidden, text)


def meeting_in(*texts: str) -> str:
    """Return the first address of a video meeting in `texts`; empty where there is none."""
    for text in texts:
        for found in ADDRESS.findall(text[:LONGEST_READ]):
            address = found.rstrip(".,;)]}")
            if len(address) <= LONGEST_ADDRESS and _is_address(address) and is_meeting(address):
                return str(address)
    return ""


def is_online(place: str) -> bool:
    """Say whether a place is none that one goes to."""
    return bool(ONLINE.search(place)) or bool(web_address(place))
