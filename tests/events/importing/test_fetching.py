"""Is an address asked for with care: never into a private network, never for long, never for too much?"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from mentornet.events.importing import fetching
from mentornet.events.importing.entries import MOST_BYTES, ImportRefused
from mentornet.events.importing.fetching import fetch, is_public


class Site(BaseHTTPRequestHandler):
    """A site with something of everything that an address may lead to."""

    def do_GET(self):
        getattr(self, f"give_{self.path.strip('/').partition('/')[0]}")()

    def give(self, status, content=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def give_calendar(self):
        self.give(200, b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")

    def give_moved(self):
        self.give(302, Location="/calendar")

    def give_inward(self):
        self.give(302, Location="http://169.254.169.254/latest/meta-data")

    def give_elsewhere(self):
        self.give(302, Location="file:///etc/passwd")

    def give_round(self):
        self.give(302, Location="/round")

    def give_nothing(self):
        self.give(404)

    def give_much(self):
        self.give(200, b"x" * (MOST_BYTES + 1))

    def give_drops(self):
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(200):
                self.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, format, *args):  # noqa: A002 - the library's own name
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_calendar_is_fetched_also_from_where_it_moved_to(site):
    for path in ("calendar", "moved"):
        assert fetch(f"{site}/{path}", may_loop_back=True).startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("inward", "private network"),
        ("elsewhere", "whole web address"),
        ("round", "leads on more than"),
        ("nothing", "answers with 404"),
        ("much", "More than 10 MB"),
    ],
)
def test_what_leads_astray_is_refused(site, path, words):
    with pytest.raises(ImportRefused, match=words):
        fetch(f"{site}/{path}", may_loop_back=True)


def test_what_drips_is_cut_when_its_time_is_over(site, monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS", 0.4)
    begun = time.monotonic()
    with contextlib.suppress(ImportRefused):
        fetch(f"{site}/drops", may_loop_back=True)
    assert time.monotonic() - begun < 4


def test_this_machine_is_not_asked(site):
    with pytest.raises(ImportRefused, match=r"private network|port of its own"):
        fetch(f"{site}/calendar")
    with pytest.raises(ImportRefused, match="private network"):
        fetch("http://localhost/calendar")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "calendar.ics",
        "ftp://calm.example/x",
        "file:///etc/passwd",
        "https://",
        "https://user:word@calm.example/",
        "https://calm.example:8443/",
        "https://calm.example:99999/",
        "http://[::1/",
        "https://calm.example/\r\nX-Other: 1",
    ],
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(ImportRefused, match="Give a"):
        fetch(address)


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("224.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1"),
        *("::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "0.1.2.3", "nonsense"),
    ],
)
def test_no_number_of_a_private_network_is_public(number):
    assert not is_public(number)


def test_public_numbers_are_public():
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")
    assert is_public("127.0.0.1", may_loop_back=True)
    assert not is_public("10.0.0.1", may_loop_back=True)


def test_a_name_with_one_private_number_among_its_own_is_refused(monkeypatch):
    def found(*_args, **_kwargs):
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80))
            for number in ("93.184.216.34", "10.0.0.1")
        ]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    with pytest.raises(ImportRefused, match="private network"):
        fetch("http://calm.example/")
