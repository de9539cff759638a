"""What is the event's picture? Whatever is sent is drawn anew, so that nothing but the picture is kept."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from ...accounts.models import Account
from ...foundation.database import db
from ...foundation.errors import Refusal
from ..models import Event, EventPicture
from .announcing import write_down

MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 40_000_000
WIDEST, HIGHEST = 1200, 900
SMALLEST = 80
NARROWEST = 8
TOO_MANY = "This picture has more than 40 million points. Send a smaller one."
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MEDIA_TYPE = "image/jpeg"
QUALITIES = (82, 70, 55, 40)
MOST_KEPT = 300 * 1024


def set_picture(event: Event, *, by: Account, content: bytes, alt: str) -> EventPicture:
    """Give the event the picture in `content`, drawn anew as a JPEG of at most 1200 by 900.

    Raises Refusal for what is no picture of a known format, and for one that is too large or too small.
    """
    image = _opened(content)
    kept = _drawn(image)
    picture = EventPicture(
        content=kept, media_type=MEDIA_TYPE, width=image.width, height=image.height, alt=alt
    )
    event.picture = picture
    db.session.flush()  # the trail names it
    write_down("event.picture_set", event, by=by, picture=picture.id)
    return picture


def remove_picture(event: Event, *, by: Account) -> None:
    """Take the picture from the event; others of its series keep theirs."""
    event.picture = None
    write_down("event.picture_removed", event, by=by)


def _opened(content: bytes) -> Image.Image:
    """Return the picture, turned as the camera was held, at most so large as pages show it."""
    if len(content) > MOST_BYTES:
        raise Refusal("This picture is over 12 MB. Send a smaller one.")
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as sent:
            _ensure_size(sent)
            sent.draft("RGB", (WIDEST, HIGHEST))
            image = ImageOps.exif_transpose(sent)
            image.thumbnail((WIDEST, HIGHEST))
            return _on_paper(image)
    except Refusal:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refusal(TOO_MANY) from None
    except Exception as error:  # whatever a broken file makes the library say, it is no picture
        raise Refusal("This file is no picture that can be read. Send a JPEG, PNG, WebP or GIF.") from error


def _ensure_size(sent: Image.Image) -> None:
    """Refuse by what the file says of itself, before a point of it is read."""
    if sent.width * sent.height > MOST_PIXELS:
        raise Refusal(TOO_MANY)
    if min(sent.size) < SMALLEST:
        raise Refusal(f"This picture is smaller than {SMALLEST} points. Send a larger one.")
    if max(sent.size) > NARROWEST * min(sent.size):
        raise Refusal(f"This picture is over {NARROWEST} times as long as it is wide. Cut it to its middle.")


def _on_paper(image: Image.Image) -> Image.Image:
    """Return the picture without transparency, on white."""
    rgba = image.convert("RGBA")
    paper = Image.new("RGB", rgba.size, "white")
    paper.paste(rgba, mask=rgba.getchannel("A"))
    return paper


def _drawn(image: Image.Image) -> bytes:
    for quality in QUALITIES:
        kept = io.BytesIO()
        image.save(kept, "JPEG", quality=quality, optimize=True, progressive=True)
        if kept.tell() <= MOST_KEPT:
            break
    return kept.getvalue()
