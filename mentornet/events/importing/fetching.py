"""What stands at a web address? Asked for with care: public addresses only, bounded in size and time."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from .entries import MOST_BYTES, ImportRefused

MOST_HOPS = 4
SECONDS = 8.0
"""For one answer as a whole, however slowly it drips."""

CHUNK = 64 * 1024
PORTS = {"http": 80, "https": 443}
MOVED = frozenset({301, 302, 303, 307, 308})
OK = 200
CARRYING_OTHERS = tuple(
    map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
)
"""Networks whose addresses have another one inside, which might be anything."""


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    content: bytes
    moved_to: str


def fetch(address: str, *, may_loop_back: bool = False) -> bytes:
    """Return what stands at `address` (http, https or webcal); each redirection is looked at like the first address.

    The name is looked up once and that very number is called, so that it cannot mean another a moment later.

    Args:
        address: The whole address.
        may_loop_back: Let this machine itself be asked; for tests.

    Raises:
        ImportRefused: The address is none, is not public, does not answer in time, or answers with too much.
    """
    for _hop in range(MOST_HOPS):
        parts = _checked(address, may_loop_back=may_loop_back)
        number = _number_of(parts, may_loop_back=may_loop_back)
        answer = _ask(parts, number)
        if answer.status in MOVED and answer.moved_to:
            address = urljoin(parts.geturl(), answer.moved_to)
            continue
        if answer.status != OK:
            raise ImportRefused(
                f"The address answers with {answer.status}. Look whether it opens in a browser."
            )
        return answer.content
    raise ImportRefused(f"The address leads on more than {MOST_HOPS} times. Give the one that it ends at.")


def _checked(address: str, *, may_loop_back: bool) -> SplitResult:
    sentence = "Give a whole web address, beginning with https://, http:// or webcal://."
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError as error:
        raise ImportRefused(sentence) from error
    if parts.scheme in {"webcal", "webcals"}:
        parts = parts._replace(scheme="https")
    if parts.scheme not in PORTS or not parts.hostname or any(letter <= " " for letter in address.strip()):
        raise ImportRefused(sentence)
    if parts.username is not None or parts.password is not None:
        raise ImportRefused("Give an address without a name and password in it.")
    if port not in {None, 80, 443} and not may_loop_back:
        raise ImportRefused("Give an address without a port of its own.")
    return parts


def _number_of(parts: SplitResult, *, may_loop_back: bool) -> str:
    """Return the number to call; every number of the name has to be a public one."""
    port = parts.port or PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ImportRefused("No machine has the name in this address. Look for a slip.") from error
    numbers = [str(one[4][0]) for one in found]
    if not numbers or not all(is_public(number, may_loop_back=may_loop_back) for number in numbers):
        raise ImportRefused(
            "This address leads into a private network. Save the file and bring it in as a file."
        )
    return numbers[0]


def is_public(number: str, *, may_loop_back: bool = False) -> bool:
    """Say whether an IP address is one of the public Internet."""
    try:
        parsed = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None)
    parsed = mapped or parsed
    if parsed.is_loopback:
        return may_loop_back
    if any(parsed in network for network in CARRYING_OTHERS if network.version == parsed.version):
        return False
    return parsed.is_global and not parsed.is_multicast


def _ask(parts: SplitResult, number: str) -> _Answer:
    try:
        with _opened(parts, number) as connection:
            path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
            headers = {"Accept": "text/calendar, text/csv, application/json, */*;q=0.5"}
            headers |= {"User-Agent": "MentorNet", "Accept-Encoding": "identity"}
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            content = _bounded(response) if response.status == OK else b""
            return _Answer(response.status, content, response.headers.get("Location") or "")
    except ImportRefused:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise ImportRefused(
            "The address does not answer as it should. Look whether it opens in a browser, or bring in the file."
        ) from error


def _bounded(response: http.client.HTTPResponse) -> bytes:
    parts, size = [], 0
    while chunk := response.read(CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > MOST_BYTES:
            raise ImportRefused(
                f"More than {MOST_BYTES // 1024 // 1024} MB stand there. Bring in a part of it."
            )
    return b"".join(parts)


@contextmanager
def _opened(parts: SplitResult, number: str) -> Iterator[http.client.HTTPConnection]:
    """Open a connection to the very number that was looked at; it is cut when its time is over."""
    port = parts.port or PORTS[parts.scheme]
    wire = socket.create_connection((number, port), timeout=SECONDS)
    cut = threading.Timer(SECONDS, _cut, (wire,))
    cut.start()
    try:
        if parts.scheme == "https":
            wire = ssl.create_default_context().wrap_socket(wire, server_hostname=parts.hostname)
        connection = http.client.HTTPConnection(parts.hostname or "", port, timeout=SECONDS)
        connection.sock = wire
        yield connection
    finally:
        cut.cancel()
        wire.close()


def _cut(wire: socket.socket) -> None:
    try:
        wire.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it is closed already
