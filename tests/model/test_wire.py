"""The wire: one machine, no redirect, so much and no more, and cut from anywhere."""

import contextlib
import gzip
import socket
import threading
import time

import httpx
import pytest

from companion.model.wire import CONNECT, MOST, Wire

from .loopback import Raw, answer, drip, hang, nobody, off


def got(wire: Wire, url: str) -> bytes:
    with wire.client.stream("GET", url) as response:
        return response.read()


def test_what_is_asked_for_comes() -> None:
    """An honest server is read whole."""
    with Raw(answer("200 OK", b"hello")) as server:
        assert got(Wire(only=server.url), server.url) == b"hello"


def test_a_redirect_is_not_followed() -> None:
    """An address that leads elsewhere leads nowhere: the author named one machine."""
    with Raw(answer("200 OK", b"caught")) as other, Raw(answer("307 Away", b"", f"Location: {other.url}")) as server:
        response = Wire().client.post(server.url, content=b"draft")
        assert response.status_code == 307
        assert other.heard == []


@pytest.mark.parametrize("only", ["http://127.0.0.1:9", "http://localhost", "https://127.0.0.1"])
def test_another_machine_is_not_spoken_to(only: str) -> None:
    """Whatever a library thinks of, nothing goes to a host or a port that was not named."""
    with Raw(answer("200 OK", b"caught")) as server:
        with pytest.raises(httpx.ConnectError):
            got(Wire(only=only), server.url)
        assert server.heard == []


def test_the_environment_s_proxies_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft does not pass through a machine that a variable names."""
    with Raw(answer("200 OK", b"proxied")) as proxy, Raw(answer("200 OK", b"direct")) as server:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.setenv("NO_PROXY", "")
        assert got(Wire(), server.url) == b"direct"
        assert proxy.heard == []


def test_nobody_there_is_an_error_at_once() -> None:
    """Where nobody listens there is nothing to wait for."""
    with pytest.raises(httpx.ConnectError):
        got(Wire(), nobody())


def test_a_machine_that_is_off_is_given_up_soon_whatever_the_caller_says() -> None:
    """A library's own patience of minutes does not apply: two seconds for a connection, less here."""
    assert CONNECT == 2.0
    began = time.monotonic()
    with off() as url, pytest.raises(httpx.ConnectTimeout):
        Wire(connect=0.2).client.get(url, timeout=60)
    assert time.monotonic() - began < 8


def test_it_says_when_a_question_goes_out() -> None:
    """Whoever measures a server's silence starts when it was asked, not before."""
    said: list[str] = []
    with Raw(answer("200 OK", b"")) as server:
        got(Wire(sent=lambda: said.append("sent")), server.url)
    assert said == ["sent"]


@pytest.mark.parametrize("url", ["whole", "stream"])
def test_a_reader_wakes_when_the_line_is_cut_and_the_server_sees_it(url: str) -> None:
    """Stop means stop, in the middle of a silence, from another thread."""
    gone = threading.Event()

    def wait(connection: socket.socket, head: bytes) -> None:
        if b"stream" in head:
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\nbegun")
        hang(connection, head)
        gone.set()

    with Raw(wait) as server:
        wire = Wire()
        threading.Timer(0.1, wire.cut).start()
        began = time.monotonic()
        with contextlib.suppress(httpx.HTTPError):
            got(wire, f"{server.url}/{url}")
        assert time.monotonic() - began < 8
        assert gone.wait(1)


def test_nothing_goes_out_once_it_is_cut() -> None:
    """A thread that comes late finds the line dead."""
    with Raw(answer("200 OK", b"late")) as server:
        wire = Wire()
        wire.cut()
        with pytest.raises((httpx.ConnectError, RuntimeError)):
            got(wire, server.url)
        assert server.heard == []


def test_a_connection_that_was_being_made_is_cut_as_it_stands() -> None:
    """Cutting while the other thread connects leaves nothing open."""

    def cut() -> None:
        wire.cut()

    with Raw(hang) as server:
        wire = Wire(sent=cut)
        began = time.monotonic()
        with pytest.raises((httpx.HTTPError, RuntimeError)):
            got(wire, server.url)
        assert time.monotonic() - began < 8


def test_a_reply_without_end_is_read_so_far_and_no_further() -> None:
    """A server that floods fills no memory, though it never ends a line."""
    with Raw(drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 1000, 0)) as server, pytest.raises(httpx.ReadError):
        got(Wire(most=50_000), server.url)
    assert MOST == 8_000_000


def test_a_reply_that_would_swell_is_refused() -> None:
    """A little on the wire is a little in memory: nothing is unpacked, and nothing packed is asked for."""
    bomb = gzip.compress(b"0" * 1_000_000)
    with Raw(answer("200 OK", bomb, "Content-Encoding: gzip")) as server:
        with pytest.raises(httpx.DecodingError):
            got(Wire(), server.url)
        assert b"accept-encoding: identity" in server.heard[0].lower()
