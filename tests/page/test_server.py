"""Who the page answers, and how it starts and stops."""

import socket
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from companion import settings
from companion.errors import BadSetting, StoreBusy
from companion.ui import serve
from tests.page.conftest import Served, start

JOIN = "/gradio_api/queue/join"


def send(served: Served, path: str, *, method: str = "GET", **headers: str) -> HTTPResponse:
    """Send one request with exactly these headers, Host included where it is given."""
    port = int(served.address.rstrip("/").rpartition(":")[2])
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, path, skip_host="host" in headers)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    connection.close()
    return answer


@pytest.mark.slow
@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "evil.example:{port}", "127.0.0.1.evil.example:{port}", ""]
)
def test_a_spoofed_host_is_refused(served: Served, host: str) -> None:
    """A name that is not this page's own gets 421 and nothing of the page: DNS rebinding ends here."""
    port = served.address.rstrip("/").rpartition(":")[2]
    answer = send(served, "/", host=host.format(port=port))
    assert answer.status == 421
    assert b"gradio" not in answer.body  # type: ignore[attr-defined]


@pytest.mark.slow
@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1", "https://127.0.0.1:{port}", "http://localhost:1"]
)
def test_a_foreign_origin_is_refused(served: Served, origin: str) -> None:
    """A page of another origin can neither send nor read, and is given no CORS header."""
    port = served.address.rstrip("/").rpartition(":")[2]
    for method, path in (("GET", "/"), ("POST", JOIN), ("OPTIONS", JOIN)):
        answer = send(served, path, method=method, origin=origin.format(port=port))
        assert answer.status == 403
        assert answer.getheader("access-control-allow-origin") is None


@pytest.mark.slow
def test_what_a_foreign_page_can_embed_is_refused(served: Served) -> None:
    """Without an Origin, what the browser says of a request decides; a link may only lead to the page."""
    assert send(served, "/theme.css", sec_fetch_site="cross-site", sec_fetch_mode="no-cors").status == 403
    assert send(served, "/", sec_fetch_site="same-site", sec_fetch_mode="cors").status == 403
    assert send(served, "/", sec_fetch_site="cross-site", sec_fetch_mode="navigate").status == 200
    assert send(served, JOIN, method="POST").status == 403


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=https://evil.example/",
        "/gradio_api/info",
        "/gradio_api/deep_link",
        "/gradio_api/runs",
        "/gradio_api/vibe-code",
        "/gradio_api/call/read",
        "/config",
        "/monitoring",
        "/docs",
        "/openapi.json",
    ],
)
def test_what_the_page_does_not_need_is_shut(served: Served, path: str) -> None:
    """Gradio's other doors answer 404."""
    assert send(served, path).status == 404


@pytest.mark.slow
def test_the_page_may_load_nothing_from_elsewhere(served: Served) -> None:
    """The policy names no other origin, forbids framing, and nothing but Gradio's own files may be cached."""
    answer = send(served, "/")
    policy = answer.getheader("content-security-policy") or ""
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert answer.getheader("cache-control") == "no-store"
    assert answer.body.count(b"<script") == answer.body.count(b"<script nonce=")  # type: ignore[attr-defined]
    assert b'lang="fr"' in answer.body  # type: ignore[attr-defined]


@pytest.mark.slow
def test_a_second_page_on_the_same_home_is_refused(served: Served) -> None:
    """Two pages would share one folder of uploads: the second is told so and does not start."""
    with pytest.raises(StoreBusy):
        serve(settings.load(served.home), port=0)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.10", "::", "example.com", ""])
def test_nothing_is_served_off_this_machine(host: str, tmp_path: Path) -> None:
    """While nobody is asked who they are, any address off loopback refuses to start, before anything is opened."""
    with pytest.raises(BadSetting):
        serve(settings.load(tmp_path / "none"), host=host, port=0)
    assert not (tmp_path / "none").exists()


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    """Another program on the port: a plain refusal, before the home is opened."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(BadSetting):
            serve(settings.load(tmp_path / "none"), port=other.getsockname()[1])


@pytest.mark.slow
def test_uploads_are_private_and_wiped(tmp_path: Path) -> None:
    """The folder is the author's alone; what a kill left in it goes at the next start, the rest at the end."""
    home = tmp_path / "home"
    left = home / "uploads" / "left" / "export.csv"
    left.parent.mkdir(parents=True)
    left.write_text("text\nsecret\n", encoding="utf-8")
    served = start(home)
    assert send(served, "/").status == 200
    assert not left.exists()
    assert (home / "uploads").stat().st_mode & 0o777 == 0o700
    assert served.stop() == ""
    assert not (home / "uploads").exists()
