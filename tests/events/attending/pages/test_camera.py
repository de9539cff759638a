"""The desk's camera: a real browser films a phone's code, and who holds it is checked in, once, also while the line is down.

The camera is Chromium's own pretended one, which plays a file. Chromium for Linux has no reader of codes, as Chrome on a
phone has; the one put in its place here looks at the filmed frame, square by square, and knows the codes of this event.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import segno
import sqlalchemy as sa
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from mentornet.events.attending import codes
from mentornet.events.models import Attendance
from mentornet.foundation.database import db
from tests.events.attending.scenes import registered
from tests.support.applications import in_context
from tests.support.browser import PHONE, SWITCHES, find_chromium, opened_page, sign_in

WIDTH, HEIGHT, MARGIN = 640, 480, 40
DARK = 110
READER = """
window.BarcodeDetector = class {
  constructor(options) { this.formats = options.formats; }
  async detect(video) {
    const canvas = document.createElement("canvas");
    canvas.width = video.videoWidth; canvas.height = video.videoHeight;
    canvas.getContext("2d").drawImage(video, 0, 0);
    const rawValue = await window.readFrame(canvas.toDataURL("image/png"));
    return rawValue ? [{ rawValue }] : [];
  }
};
"""


def squares_of(code: str) -> list[list[bool]]:
    return [[bool(square) for square in line] for line in segno.make(code, error="m", micro=False).matrix]


def film(code: str, path: Path) -> None:
    """Write a film of one still frame in which `code` is held before the camera."""
    squares = squares_of(code)
    size = (HEIGHT - 2 * MARGIN) // len(squares)
    frame = Image.new("L", (WIDTH, HEIGHT), 235)
    for row, line in enumerate(squares):
        for column, is_dark in enumerate(line):
            if is_dark:
                left, top = MARGIN + column * size, MARGIN + row * size
                frame.paste(16, (left, top, left + size, top + size))
    grey = bytes([128]) * (WIDTH * HEIGHT // 2)
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F5:1 Ip A1:1 C420jpeg\n".encode()
    path.write_bytes(head + (b"FRAME\n" + frame.tobytes() + grey) * 5)


def read_frame(picture: str, known: Sequence[str]) -> str:
    """Return which of the codes that are known stands in a filmed frame; empty where none does."""
    content = base64.b64decode(picture.partition(",")[2])
    frame = Image.open(io.BytesIO(content)).convert("L").point(lambda light: 255 if light < DARK else 0)
    box = frame.getbbox()
    for code in known:
        squares = squares_of(code)
        if box and _seen(frame.crop(box), len(squares)) == squares:
            return code
    return ""


def _seen(frame: Image.Image, count: int) -> list[list[bool]]:
    wide, high = frame.width / count, frame.height / count
    places = range(count)
    return [
        [bool(frame.getpixel((int((column + 0.5) * wide), int((row + 0.5) * high)))) for column in places]
        for row in places
    ]


@pytest.fixture
def bens(app, cast):
    """Ben has a seat; return the event and his code."""
    with in_context(app):
        mine = registered(cast, cast.ben)
        return mine.event_id, codes.personal_code(mine.id)


@pytest.fixture
def filming(chromium: Browser, address: str, bens, scratch) -> Iterator[Page]:
    """A phone whose camera sees Ben's code."""
    path = scratch / "phone.y4m"
    film(bens[1], path)
    switches = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    browser = chromium.browser_type.launch(
        executable_path=find_chromium(),
        chromium_sandbox=False,
        args=[*SWITCHES, *switches, f"--use-file-for-fake-video-capture={path}"],
    )
    with opened_page(browser, address, viewport=PHONE, has_touch=True, permissions=["camera"]) as page:
        page.expose_function("readFrame", lambda picture: read_frame(picture, [bens[1]]))
        page.add_init_script(READER)
        yield page
    browser.close()


def attendances(app):
    with app.app_context():
        return len(db.session.scalars(sa.select(Attendance)).all())


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_code_held_before_the_camera_checks_its_holder_in_once(app, cast, bens, filming):
    sign_in(filming, app, cast.root.id)
    filming.goto(f"/events/{bens[0]}/desk")
    filming.get_by_role("button", name="Scan with the camera").tap()
    expect(filming.get_by_text("Ben is checked in.")).to_be_visible()
    expect(filming.locator("#check-in-video")).to_be_visible()
    expect(filming.locator("#check-in-here")).to_have_text("1")
    filming.get_by_role("button", name="Close the camera").tap()
    expect(filming.locator("#check-in-video")).to_be_hidden()
    assert attendances(app) == 1


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_what_the_camera_sees_without_a_line_is_kept_and_sent_when_it_is_back(app, cast, bens, filming):
    sign_in(filming, app, cast.root.id)
    filming.goto(f"/events/{bens[0]}/desk")
    filming.route("**/desk", lambda route: route.fulfill(status=204))  # an answer that is none of ours
    filming.get_by_role("button", name="Scan with the camera").tap()
    expect(
        filming.get_by_text("kept on this device, to be sent. The site does not answer just now.")
    ).to_be_visible()
    filming.get_by_role("button", name="Close the camera").tap()
    before = attendances(app)
    filming.unroute("**/desk")
    filming.evaluate("dispatchEvent(new Event('online'))")
    expect(filming.get_by_text("Everything is sent.")).to_be_visible()
    expect(filming.get_by_text("Ben is checked in.").first).to_be_visible()
    assert (before, attendances(app)) == (0, 1)
