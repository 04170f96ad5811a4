"""A page that is served to several, by a process of its own, and users of it that are programs."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from companion.users import Users

PASSWORD = "correct horse battery"
SERVE = (
    "import json, sys; from companion import settings; from companion.ui import serve; "
    "serve(settings.load(), **json.loads(sys.argv[1]))"
)


@dataclass
class Shared:
    """A page for several."""

    address: str
    """Where, with its slash."""
    home: Path
    """Whose, all of them."""
    process: subprocess.Popen[str]
    """By whom."""
    clients: list[httpx.Client] = field(default_factory=list)
    """Of everybody who came."""

    @property
    def origin(self) -> str:
        return "/".join(self.address.split("/")[:3])

    def user(self, name: str | None = None, password: str = PASSWORD) -> "Visitor":
        """Return somebody at the page, signed in where they have a name."""
        client = httpx.Client(base_url=self.address, timeout=30, headers={"origin": self.origin})
        self.clients.append(client)
        visitor = Visitor(client)
        if name is not None:
            answer = visitor.sign_in(name, password)
            assert answer.status_code == 303, answer.text
        return visitor

    def stop(self) -> str:
        self.process.terminate()
        out, err = self.process.communicate(timeout=30)
        return out + err


@dataclass
class Visitor:
    """One browser, without the browser."""

    client: httpx.Client
    """With its cookies."""
    _config: dict[str, Any] = field(default_factory=dict)

    def sign_in(self, name: str, password: str = PASSWORD, **headers: str) -> httpx.Response:
        return self.client.post("sign-in", data={"name": name, "password": password}, headers=headers)

    def get(self, path: str, **query: str) -> httpx.Response:
        return self.client.get(path, params=query or None)

    @property
    def config(self) -> dict[str, Any]:
        """What the page told its browser about itself."""
        if not self._config:
            page = self.client.get("").text
            start = page.index("window.gradio_config = ") + len("window.gradio_config = ")
            self._config, _ = json.JSONDecoder().raw_decode(page[start:])
        return self._config

    def upload(self, name: str, content: bytes, **query: str) -> httpx.Response:
        return self.client.post("gradio_api/upload", files={"files": (name, content)}, params=query)

    def press(self, fn: int, data: list[Any], *, session: str | None = None, **more: Any) -> "Pressed":
        """Do what a button does, and read what comes of it until it is done."""
        hash_ = session or uuid.uuid4().hex
        asked = {"fn_index": fn, "data": data, "session_hash": hash_, "trigger_id": None, "event_data": None, **more}
        joined = self.client.post("gradio_api/queue/join", json=asked)
        heard = joined.text
        if joined.status_code == 200:
            for line in self.listen(hash_):
                heard += f"\n{line}"
                if '"msg":"process_completed"' in line or '"msg":"unexpected_error"' in line:
                    break
        return Pressed(joined, heard)

    def listen(self, session: str, seconds: float = 20) -> Iterator[str]:
        """Yield what the page sends to a session, as long as it does."""
        try:
            with self.client.stream(
                "GET", "gradio_api/queue/data", params={"session_hash": session}, timeout=seconds
            ) as stream:
                yield from stream.iter_lines()
        except httpx.ReadTimeout:
            return


@dataclass
class Pressed:
    """What came of a button."""

    joined: httpx.Response
    """The first answer, with the id of what was begun."""
    heard: str
    """All that was sent about it."""

    @property
    def event(self) -> str:
        return str(self.joined.json()["event_id"])


@contextmanager
def serving(home: Path, *names: str, **options: Any) -> Iterator[Shared]:
    """Serve the home of users with these names; what the process wrote in the end must be nothing."""
    users = Users(home)
    for name in names:
        users.add(name, PASSWORD)
    around = {
        **os.environ,
        "COMPANION_HOME": str(home),
        "LC_ALL": "fr_CA.UTF-8",
        "PYTHONPATH": os.pathsep.join([str(Path.cwd()), os.environ.get("PYTHONPATH", "")]),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, json.dumps({"port": 0} | options)],
        env=around, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    said = process.stdout.readline()
    address = next((word for word in said.split() if word.startswith("http")), "")
    if not address:
        process.kill()
        pytest.fail(f"the page was not served: {said}{process.communicate()[1]}")
    if names:
        process.stdout.readline()  # how many may sign in
    shared = Shared(address, home, process)
    try:
        yield shared
    finally:
        for client in shared.clients:
            client.close()
        said = shared.stop()
    assert said == "", said
