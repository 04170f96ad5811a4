"""Two authors' data never meet, whatever one of them sends."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import httpx
import pytest

from companion.records import Intention
from companion.session import Companion
from companion.settings import load
from companion.users import Users
from tests.page.shared import Shared, Visitor, serving

pytestmark = pytest.mark.slow

CANARY = "zibeline-cyanotype"
"""In all that is Béa's, and in nothing of Ana's."""
ROUTES = """
import json, companion.offline
from fastapi import FastAPI
from gradio import Blocks, mount_gradio_app

def paths(route):
    below = getattr(route, "app", None) or getattr(route, "original_router", route)
    for each in getattr(below, "routes", []):
        yield from ([each.path] if hasattr(each, "path") else []) + list(paths(each))

print(json.dumps(list(paths(mount_gradio_app(FastAPI(), Blocks(), path="/", mcp_server=False)))))
"""


@dataclass
class Belongings:
    """What is Béa's, and the names under which somebody could ask for it."""

    visitor: Visitor
    home: Path
    session: str
    post: str
    upload: str
    hash: str = "beasessionhash"
    event: str = ""
    names: list[str] = field(default_factory=list)


def lived_in(home: Path) -> tuple[str, str]:
    """Fill a home with the canary; return a session and a post of it."""
    with Companion(load(home)) as companion:
        companion.save_intention(Intention(why=f"montrer ma {CANARY}", message=CANARY))
        post = companion.paste_post(f"Ma {CANARY} est enfin prête, et j'en suis fière.")
        reply = companion.critique(
            f"Je veux parler de ma {CANARY} sans me vanter, parce que c'est ma mère qui l'a faite."
        )
        companion.answer(reply.session, 1, f"à cause de la {CANARY}")
    return reply.session, post.id


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    with serving(tmp_path_factory.mktemp("apart") / "home", "Ana", "Béa") as shared:
        yield shared


@pytest.fixture(scope="module")
def hers(shared: Shared) -> Belongings:
    """Let Béa live in her home: a file on its way in, an event in the queue, everything kept."""
    users = Users(shared.home)
    home = users.home(users.called("béa"))
    session, post = lived_in(home)
    visitor = shared.user("Béa")
    upload = visitor.upload("journal.csv", f"date,text\n2026-01-02,{CANARY}\n".encode(), upload_id="bea-upload").json()[
        0
    ]
    owned = Belongings(visitor, home, session, post, upload)
    owned.event = visitor.press(loads(visitor)[0], [], session=owned.hash).event
    owned.names = [session, post, upload, owned.hash, owned.event, str(home / "companion.db"), str(home)]
    return owned


def loads(visitor: Visitor) -> list[int]:
    """Return what the page does when it opens."""
    return [
        each["id"] for each in visitor.config["dependencies"] if any(target[1] == "load" for target in each["targets"])
    ]


def routes() -> list[str]:
    """Return the path of every route that Gradio has."""
    found = subprocess.run([sys.executable, "-c", ROUTES], check=True, capture_output=True, text=True)
    return [str(path) for path in json.loads(found.stdout.splitlines()[-1])]


def test_the_canary_is_found_where_it_may_be(hers: Belongings) -> None:
    """Béa herself sees what is hers: what the other tests look for is there to be found."""
    seen = "".join(hers.visitor.press(each, []).heard for each in loads(hers.visitor))
    assert CANARY in seen
    assert CANARY in Path(hers.upload).read_text("utf-8")


def test_no_route_gives_what_is_anothers(shared: Shared, hers: Belongings) -> None:
    """Ana asks every route of Gradio's, ours and the API's, with each name of Béa's in each place of the path."""
    ana, asked, open_ = shared.user("Ana"), 0, 0
    paths = {*routes(), "/parcel/{token}", "/sign-in", "/sign-out", "/health"}
    for path, name, prefix in product(sorted(paths), hers.names, ("", "/api")):
        slots = re.findall(r"\{(\w+)(?::path)?\}", path)
        if name != hers.names[0] and (not slots or prefix):
            continue
        filled = prefix + re.sub(r"\{\w+(?::path)?\}", name.replace("\\", "/"), path)
        query = {"session_hash": hers.hash, "event_id": hers.event, "upload_id": "bea-upload", "path": hers.upload}
        query |= {"deep_link": name, "page": name, "id": hers.session}
        for method in ("GET", "POST"):
            if method == "POST" and ("/sign-" in path or name != hers.names[0]):
                continue
            said = ask(ana, method, filled, query)
            assert CANARY not in said[1], filled
            asked, open_ = asked + 1, open_ + (said[0] == 200)
    assert asked > 150
    assert open_ > 5


def ask(visitor: Visitor, method: str, path: str, query: dict[str, str]) -> tuple[int, str]:
    """Send one request, and read what comes for a second at most: some never end."""
    given: dict[str, Any] = {"json": query | {"data": [query["path"]], "fn_index": 0}} if method == "POST" else {}
    said = ""
    try:
        with visitor.client.stream(method, path.lstrip("/"), params=query, timeout=1, **given) as answer:
            said = str(answer.status_code)
            for text in answer.iter_text():
                said += text
            return answer.status_code, said
    except (httpx.ReadTimeout, httpx.RemoteProtocolError):  # a session that is not hers is closed in her face
        return 0, said


def test_no_button_gives_what_is_anothers(shared: Shared, hers: Belongings) -> None:
    """Ana presses everything that the page can do, with Béa's names wherever it takes something."""
    ana, done = shared.user("Ana"), 0
    her_file = {"path": hers.upload, "orig_name": "journal.csv", "meta": {"_type": "gradio.FileData"}}
    for each in ana.config["dependencies"]:
        if not each["backend_fn"]:
            continue
        for given in (hers.session, hers.upload):
            event = {"session": hers.session, "post": hers.post, "number": 1, "outcome": "answered", "text": "x"}
            pressed = ana.press(
                each["id"], [given] * len(each["inputs"]), event_data=event if given == hers.session else None
            )
            assert CANARY not in pressed.heard, each
            done += '"success":true' in pressed.heard
        refused = ana.press(each["id"], [her_file] * max(len(each["inputs"]), 1), event_data={"file": [her_file]})
        assert refused.joined.status_code == 403, each
        listening = ana.press(each["id"], [None] * len(each["inputs"]), session=hers.hash)
        assert CANARY not in listening.heard
    assert done > 10


def test_what_was_hers_is_as_it_was(shared: Shared, hers: Belongings) -> None:
    """After all that, nothing of Béa's is gone or changed, and nothing of hers is in Ana's home."""
    with Companion(load(hers.home)) as companion:
        assert [post.id for post in companion.posts()] == [hers.post]
        assert companion.answers(hers.session)[0].text == f"à cause de la {CANARY}"
        intention = companion.intention()
    assert intention is not None
    assert intention.message == CANARY
    users = Users(shared.home)
    theirs = users.home(users.called("Ana"))
    assert theirs.is_dir()
    for file in theirs.rglob("*"):
        assert not file.is_file() or CANARY.encode() not in file.read_bytes(), file


def test_a_program_reads_only_its_own_author(shared: Shared, hers: Belongings) -> None:
    """Ana's token opens Ana's API; what it asks knows nothing of Béa, and a cookie opens no API."""
    token = Users(shared.home).new_token("Ana")
    bearing = {"authorization": f"Bearer {token}"}
    plain = shared.user().client
    for path in ("api/config", "api/gradio_api/info"):
        assert plain.get(path, headers=bearing).status_code == 200
        assert plain.get(path).status_code == 401
        assert plain.get(path, headers={"authorization": "Bearer wrong"}).status_code == 401
        assert hers.visitor.client.get(path).status_code == 401
    asked = {"data": ["Je parle de ma mère.", "", "", ""], "session_hash": hers.hash, "fn_index": 0}
    joined = plain.post("api/gradio_api/queue/join", json=asked, headers=bearing)
    assert joined.status_code == 200
    with plain.stream(
        "GET", "api/gradio_api/queue/data", params={"session_hash": hers.hash}, headers=bearing, timeout=20
    ) as stream:
        heard = "".join(stream.iter_text())
    assert '"success":true' in heard
    assert CANARY not in heard


def test_who_is_nobody_gets_nothing(shared: Shared) -> None:
    """Without a cookie: the way to the form, and 401 for all the rest."""
    nobody = shared.user()
    assert nobody.get("").status_code == 303
    for path in ("theme.css", "gradio_api/queue/data", "gradio_api/heartbeat/x", "assets/index.js", "static/img/x.svg"):
        assert nobody.get(path).status_code == 401, path
    assert nobody.client.post("gradio_api/queue/join", json={}).status_code == 401
    assert nobody.upload("a.csv", b"text\na\n").status_code == 401
    nobody.client.cookies.set("companion", "made-up")
    assert nobody.get("theme.css").status_code == 401
