"""A GGUF from a hub: whole, checked and in one step, or not at all; a download that broke off is taken up."""

import errno
import hashlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from companion.errors import (
    BadModel,
    CompanionError,
    ModelBusy,
    ModelGarbled,
    ModelRefused,
    ModelUnknown,
    ModelUnreachable,
    StoreBusy,
    StoreFull,
)
from companion.model import fetching
from companion.model.pull import environment, pull
from companion.offline import SWITCHES

from .hub import COMMIT, FILE, REPO, Hub
from .loopback import nobody


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "models"


def pulled(hub: Hub, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Pull the hub's file and return the progress that was reported."""
    told: list[tuple[int, int]] = []
    monkeypatch.setenv("HF_ENDPOINT", hub.url)
    path = pull(REPO, FILE, folder, lambda done, total: told.append((done, total)))
    assert path == folder / "model.Q4.gguf"
    return told


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_file_comes_whole_private_and_by_its_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there afterwards is what the hub has, for the author alone, and nothing beside it."""
    with Hub() as hub:
        told = pulled(hub, folder, monkeypatch)
    assert (folder / "model.Q4.gguf").read_bytes() == hub.content
    assert (folder / "model.Q4.gguf").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert left(folder) == ["model.Q4.gguf"]
    assert told[-1] == (len(hub.content), len(hub.content))
    assert told == sorted(told)


def test_the_version_that_was_described_is_the_one_that_is_fetched(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that changes meanwhile on the hub is not mixed with its next version."""
    with Hub() as hub:
        pulled(hub, folder, monkeypatch)
    assert [(method, path) for method, path, _ in hub.heard] == [
        ("HEAD", f"/{REPO}/resolve/main/{FILE}"), ("GET", f"/{REPO}/resolve/{COMMIT}/{FILE}"),
    ]  # fmt: skip


def test_one_that_is_there_is_not_fetched_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second pull asks what the file is, and finds that it has it."""
    with Hub() as hub:
        pulled(hub, folder, monkeypatch)
        pulled(hub, folder, monkeypatch)
    assert [method for method, _, _ in hub.heard] == ["HEAD", "GET", "HEAD"]


def test_another_version_takes_its_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two files of one name the hub's present one stays."""
    for content in (b"GGUF old", b"GGUF new one"):
        with Hub(content) as hub:
            pulled(hub, folder, monkeypatch)
        assert (folder / "model.Q4.gguf").read_bytes() == content


def test_a_line_that_breaks_is_taken_up_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A moment without a network costs a moment."""
    with Hub(breaks=[262_144]) as hub:
        pulled(hub, folder, monkeypatch)
    assert (folder / "model.Q4.gguf").read_bytes() == hub.content
    assert [asked for _, _, asked in hub.heard] == [None, None, "bytes=262144-"]


def test_a_download_that_broke_off_is_taken_up_the_next_day(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What came is kept, out of sight, and only the rest is fetched; progress goes on where it stood."""
    with Hub(breaks=[393_216], after=503) as hub:
        with pytest.raises(ModelBusy):
            pulled(hub, folder, monkeypatch)
        assert [name for name in left(folder) if not name.startswith(".")] == []
        hub.after = None
        told = pulled(hub, folder, monkeypatch)
    assert hub.heard[-1][2] == "bytes=393216-"
    assert told[0][0] >= 393_216
    assert (folder / "model.Q4.gguf").read_bytes() == hub.content
    assert left(folder) == ["model.Q4.gguf"]


def test_a_hub_that_does_not_take_up_sends_all_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole answer to a question for the rest is not appended to what there is."""
    with Hub(breaks=[393_216], after=503, ranges=False) as hub:
        with pytest.raises(ModelBusy):
            pulled(hub, folder, monkeypatch)
        hub.after = None
        pulled(hub, folder, monkeypatch)
    assert (folder / "model.Q4.gguf").read_bytes() == hub.content


def test_a_file_that_is_not_what_the_hub_said_is_thrown_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong hash leaves nothing behind, and what was there before stays."""
    folder.mkdir(parents=True)
    (folder / "model.Q4.gguf").write_bytes(b"GGUF mine")
    with Hub(sha256="0" * 64) as hub, pytest.raises(ModelGarbled) as raised:
        pulled(hub, folder, monkeypatch)
    assert raised.value.details["why"] == "SHA-256"
    assert (folder / "model.Q4.gguf").read_bytes() == b"GGUF mine"
    assert [name for name in left(folder) if name.endswith(".part")] == []


def test_a_file_longer_or_shorter_than_the_hub_said_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A length that does not fit is no file."""
    for size in (100, 2_000_000):
        with Hub(size=size) as hub, pytest.raises(CompanionError):
            pulled(hub, folder, monkeypatch)
        assert [name for name in left(folder) if not name.startswith(".")] == []


def test_what_was_kept_of_another_download_does_no_harm(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that is longer than the file, as no honest one is, is begun anew."""
    with Hub() as hub:
        folder.mkdir(parents=True)
        (folder / f".{hashlib.sha256(hub.content).hexdigest()}.part").write_bytes(b"x" * (len(hub.content) + 1))
        pulled(hub, folder, monkeypatch)
    assert (folder / "model.Q4.gguf").read_bytes() == hub.content


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (404, "EntryNotFound", ModelUnknown), (404, "RevisionNotFound", ModelUnknown),
        (404, "RepoNotFound", ModelUnknown), (401, "RepoNotFound", ModelUnknown),
        (404, "", ModelUnknown), (403, "GatedRepo", ModelRefused),
        (401, "GatedRepo", ModelRefused), (403, "", ModelRefused), (401, "", ModelRefused), (429, "", ModelBusy),
        (503, "", ModelBusy), (400, "", ModelGarbled),
    ],
)  # fmt: skip
def test_what_the_hub_refuses_is_said_as_what_it_is(
    status: int, code: str, error: type[CompanionError], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is wrong, a licence to accept, an hour that is bad: three different things to do."""
    with Hub(status=status, code=code) as hub, pytest.raises(error) as raised:
        pulled(hub, folder, monkeypatch)
    assert raised.value.details["name"] == f"{REPO}:{FILE}"
    assert raised.value.details["at"] == hub.url
    if error is ModelRefused:
        assert raised.value.details["variable"] == "HF_TOKEN"
    assert left(folder) == []


@pytest.mark.parametrize("sha256", [None, "f" * 40, "not a hash"])
def test_a_hub_that_names_no_hash_is_no_hub(sha256: str | None, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is fetched that could not be checked."""
    with Hub(plain=sha256 is None, sha256=sha256) as hub, pytest.raises(ModelGarbled):
        pulled(hub, folder, monkeypatch)
    assert [method for method, _, _ in hub.heard] == ["HEAD"]


def test_a_hub_that_is_not_there_is_unreachable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a network the author is told so."""
    monkeypatch.setenv("HF_ENDPOINT", nobody())
    with pytest.raises(ModelUnreachable):
        pull(REPO, FILE, folder, lambda done, total: None)


def test_a_file_that_does_not_fit_is_refused_before_the_disk_is_full(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody's disk is filled to find out that it is too small."""
    with Hub(size=10**16) as hub, pytest.raises(StoreFull) as raised:
        pulled(hub, folder, monkeypatch)
    assert raised.value.details["path"] == str(folder)
    assert [method for method, _, _ in hub.heard] == ["HEAD"]


def test_a_folder_that_cannot_be_made_is_the_disk_s_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file where a folder should be is said as what it is, not as a broken download."""
    (tmp_path / "file").write_text("x")
    with Hub() as hub, pytest.raises(StoreFull):
        pulled(hub, tmp_path / "file" / "models", monkeypatch)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES])
def test_a_disk_that_fills_up_meanwhile_is_full(number: int) -> None:
    """What the system says while writing is told from what the network says."""
    assert fetching.fault(OSError(number, "x"))["error"] == "store-full"
    assert fetching.fault(OSError("consistency check failed"))["error"] == "model-garbled"
    assert fetching.fault(httpx.ReadError("x"))["error"] == "model-unreachable"


def test_two_at_once_do_not_write_over_each_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second is told that the first is at it; the first ends well."""
    go = threading.Event()
    with Hub(slow=go) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        first = threading.Thread(target=lambda: pull(REPO, FILE, folder, lambda done, total: None))
        first.start()
        until = time.monotonic() + 20
        while not any(method == "GET" for method, _, _ in hub.heard) and time.monotonic() < until:
            time.sleep(0.02)
        with pytest.raises(StoreBusy):
            pull(REPO, FILE, folder, lambda done, total: None)
        go.set()
        first.join(20)
    assert (folder / "model.Q4.gguf").read_bytes() == hub.content


def test_who_has_enough_stops_it_and_may_go_on_later(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupt ends the child as well, and what came is kept."""
    go = threading.Event()

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with Hub(slow=go) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        with pytest.raises(KeyboardInterrupt):
            pull(REPO, FILE, folder, stop)
        go.set()
        hub.slow = None
        assert [name for name in left(folder) if not name.startswith(".")] == []
        pulled(hub, folder, monkeypatch)
    assert (folder / "model.Q4.gguf").read_bytes() == hub.content


def test_a_child_that_dies_is_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is killed says nothing: that is noticed."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(CompanionError):
        pull(REPO, FILE, folder, lambda done, total: None)


@pytest.mark.parametrize(
    ("repo", "file"),
    [
        ("owner", "a.gguf"), ("", "a.gguf"), ("a/b/c", "a.gguf"), ("../b", "a.gguf"), ("a/..", "a.gguf"),
        ("a b/c", "a.gguf"),
        ("https://x/y", "a.gguf"), ("-a/b", "a.gguf"), ("a/b", ""), ("a/b", "../a.gguf"), ("a/b", "/a.gguf"),
        ("a/b", "x/../a.gguf"), ("a/b", "a.bin"), ("a/b", ".gguf"), ("a/b", ".hid.gguf"), ("a/b", "a\x1b.gguf"),
        ("a/b", "a?.gguf"), ("a/b", "c:\\a.gguf"), ("a/b", "a" * 300 + ".gguf"),
    ],
)  # fmt: skip
def test_a_name_that_is_none_is_refused_before_anything_is_asked(repo: str, file: str, folder: Path) -> None:
    """A name is data: it is no path, no option and no address."""
    with pytest.raises(BadModel):
        pull(repo, file, folder, lambda done, total: None)
    assert left(folder) == []


def test_the_child_alone_is_online_and_at_the_usual_hub() -> None:
    """Its parent's switches stay; another hub is taken only where it is on loopback, a test's."""
    ours = SWITCHES | {
        "HF_ENDPOINT": "https://evil.com",
        "HUGGINGFACE_CO_STAGING": "1",
        "HF_TOKEN": "mine",
        "PATH": "/bin",
    }
    theirs = environment(ours)
    assert not {"HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_ENDPOINT", "HUGGINGFACE_CO_STAGING"} & set(theirs)
    assert theirs["HF_HUB_DISABLE_TELEMETRY"] == "1"
    assert theirs["HF_TOKEN"] == "mine"
    for other in (
        "http://127.0.0.1.evil.com",
        "http://localhost.evil.com",
        "http://127.0.0.1@evil.com",
        "evil.com",
        "",
    ):
        assert "HF_ENDPOINT" not in environment({"HF_ENDPOINT": other})
    assert environment({"HF_ENDPOINT": "http://127.0.0.1:1"})["HF_ENDPOINT"] == "http://127.0.0.1:1"
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_the_author_s_token_goes_to_the_hub(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model whose licence was accepted is fetched as the one who accepted it."""
    monkeypatch.setenv("HF_TOKEN", "hf_mine")
    with Hub() as hub:
        pulled(hub, folder, monkeypatch)
    assert {headers["authorization"] for headers in hub.headers} == {"Bearer hf_mine"}


def test_the_child_s_module_does_nothing_when_it_is_imported() -> None:
    """Who walks the package, as the tests of silence do, downloads nothing and imports no hub."""
    code = "import sys, companion.model.fetching; sys.exit('huggingface_hub' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
