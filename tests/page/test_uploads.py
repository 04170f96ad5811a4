"""What a browser sends lies in its author's own folder, and names no other file."""

import json
from pathlib import Path

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from companion.ui.uploads import MOST, Uploads, emptied
from tests.page.apart import apart


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    request = Request(scope, receive)
    body = (await request.body()).decode()
    await PlainTextResponse(f"{scope['query_string'].decode()}|{body}")(scope, receive, send)


def post(folder: Path, body: bytes, path: str = "/gradio_api/queue/join") -> httpx.Response:
    """Send one request through the check, without a server."""

    async def sent() -> httpx.Response:
        transport = httpx.ASGITransport(Uploads(echo, folder))
        async with httpx.AsyncClient(transport=transport, base_url="http://page") as client:
            return await client.post(path, content=body)

    return apart(sent())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = tmp_path / "home" / "uploads"
    own.mkdir(parents=True)
    (own / "in.csv").write_text("text\n", "utf-8")
    (tmp_path / "out.csv").write_text("text\n", "utf-8")
    (own / "link").symlink_to(tmp_path)
    return own


def test_a_file_of_ones_own_is_taken(folder: Path) -> None:
    """And the request reaches the page as it was."""
    body = json.dumps({"data": [{"path": str(folder / "in.csv"), "meta": {}}, None, "a draft"]}).encode()
    answer = post(folder, body)
    assert (answer.status_code, answer.text) == (200, f"|{body.decode()}")


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "{folder}/../../out.csv",
        "{folder}/link/out.csv",
        "{folder}-beside/in.csv",
        "out.csv",
        "http://127.0.0.1:9/x",
        "file:///etc/passwd",
        "",
        "\0",
        "x" * 5000,
        7,
        ["/etc/passwd"],
        {"path": "/etc/passwd"},
    ],
)
@pytest.mark.parametrize("shape", ["flat", "deep", "event"])
def test_any_other_file_refuses_the_request(folder: Path, path: object, shape: str) -> None:
    """Gradio would read whatever the process can read: 403, wherever in the request it is named."""
    named = path.format(folder=folder) if isinstance(path, str) and "{" in path else path
    file = {"path": named, "orig_name": "in.csv", "meta": {"_type": "gradio.FileData"}}
    given = {
        "flat": {"data": [file]},
        "deep": {"data": [[{"files": [{"file": file}]}]]},
        "event": {"data": [], "event_data": file},
    }
    assert post(folder, json.dumps(given[shape]).encode()).status_code == 403


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000])
def test_what_is_not_json_is_refused(folder: Path, body: bytes) -> None:
    """What cannot be looked at goes no further."""
    assert post(folder, body).status_code == 403


def test_a_request_that_is_too_large_is_refused(folder: Path) -> None:
    """Before it fills the memory."""
    assert post(folder, json.dumps({"data": ["x" * MOST]}).encode()).status_code == 413


def test_an_upload_in_progress_is_its_authors(tmp_path: Path) -> None:
    """Gradio counts the uploads of all pages in one table: each author's have names of their own there."""
    names = []
    for author in ("a", "b"):
        folder = tmp_path / author / "uploads"
        folder.mkdir(parents=True)
        names.append(post(folder, b"", "/gradio_api/upload?upload_id=same&x=1").text)
    assert len(set(names)) == 2
    assert all("x=1" in name for name in names)


def test_nothing_is_left_of_it(tmp_path: Path) -> None:
    """The folder is its owner's alone; what a kill left in it goes first, the rest at the end."""
    folder = tmp_path / "home" / "uploads"
    (folder / "left").mkdir(parents=True)
    with emptied(folder) as made:
        assert list(made.iterdir()) == []
        assert made.stat().st_mode & 0o777 == 0o700
        (made / "in.csv").write_text("text\n", "utf-8")
    assert not folder.exists()
