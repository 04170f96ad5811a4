"""Who the page answers, and how it starts and stops."""

import json
import socket
import subprocess
import sys
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from companion import settings
from companion.errors import BadSetting
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


SECOND = """
import sys
from pathlib import Path
from companion import settings
from companion.errors import StoreBusy
from companion.ui import serve

try:
    serve(settings.load(Path(sys.argv[1])), port=0)
except StoreBusy:
    print("busy")
"""


@pytest.mark.slow
def test_a_second_page_on_the_same_home_is_refused(served: Served) -> None:
    """Two pages would share one folder of uploads: the second is told so and does not start."""
    command = [sys.executable, "-c", SECOND, str(served.home)]
    told = subprocess.run(command, check=False, capture_output=True, text=True, timeout=90)
    assert (told.stdout, told.stderr) == ("busy\n", "")


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


def config(served: Served) -> dict[str, Any]:
    """Return what the page tells the browser about itself."""
    page = send(served, "/").body.decode()  # type: ignore[attr-defined]
    found, _ = json.JSONDecoder().raw_decode(page.partition("window.gradio_config = ")[2])
    return dict(found)


def post(served: Served, path: str, body: bytes, **headers: str) -> HTTPResponse:
    """Send a body as the page itself would."""
    port = int(served.address.rstrip("/").rpartition(":")[2])
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("POST", path, body, {"Origin": served.address.rstrip("/"), **headers})
    answer = connection.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    connection.close()
    return answer


@pytest.mark.slow
def test_what_gradio_would_keep_or_send_is_off(served: Served) -> None:
    """No history of drafts in the browser, no analytics, no description of an API, no page of Gradio's own."""
    told = config(served)
    assert told["run_history"] is False
    assert told["analytics_enabled"] is False
    assert told["footer_links"] == []
    assert not told.get("pwa")
    assert not told.get("mcp_server")
    assert told["max_file_size"] is not None
    assert {each["api_visibility"] for each in told["dependencies"]} == {"private"}


@pytest.mark.slow
def test_no_answer_lets_another_origin_read(served: Served) -> None:
    """Not even to the page's own origin does Gradio's permission go out, nor to none at all."""
    for headers in ({}, {"origin": served.address.rstrip("/")}):
        for path in ("/", "/theme.css", "/health", "/gradio_api/startup-events"):
            answer = send(served, path, **headers)
            assert answer.status == 200
            assert not [name for name, _ in answer.getheaders() if name.lower().startswith("access-control-")]


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/etc/passwd", "{home}/companion.db", "http://127.0.0.1:9/"])
def test_a_file_that_was_not_sent_is_not_read(served: Served, path: str) -> None:
    """A script that spoke as the page could name any file of this machine as its upload: it is refused."""
    file = {"path": path.format(home=served.home), "meta": {"_type": "gradio.FileData"}}
    for each in config(served)["dependencies"]:
        asked = {"fn_index": each["id"], "data": [file] * max(len(each["inputs"]), 1), "session_hash": "x"}
        assert post(served, JOIN, json.dumps(asked).encode()).status == 403


@pytest.mark.slow
def test_an_address_of_a_deep_link_opens_nothing(served: Served) -> None:
    """Gradio would read the file of a state that is named in the address."""
    plain, linked = (send(served, path).body for path in ("/", "/?deep_link=../../x"))  # type: ignore[attr-defined]
    assert b"deep_link_state" in plain
    assert b'"deep_link_state":"none"' in linked.replace(b" ", b"")


@pytest.mark.slow
def test_a_program_that_is_no_browser_may_call_the_api(served: Served) -> None:
    """Its two functions, and what a client has to know of them; a page of another site, or a cookie, gets nothing."""
    assert send(served, "/api/gradio_api/info").status == 200
    described = json.loads(send(served, "/api/gradio_api/info").body)  # type: ignore[attr-defined]
    assert set(described["named_endpoints"]) == {"/critique", "/lint"}
    assert described["unnamed_endpoints"] == {}
    for headers in ({"sec_fetch_site": "cross-site"}, {"sec_fetch_site": "none"}, {"cookie": "a=b"}):
        assert send(served, "/api/gradio_api/info", **headers).status == 403
    for path in ("/api/", "/api/gradio_api/file=/etc/passwd", "/api/gradio_api/upload", "/mcp"):
        assert send(served, path).status == 404
