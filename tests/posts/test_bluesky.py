"""companion.posts.bluesky and companion.posts.car_file, through read()."""

import hashlib
from pathlib import Path

import libipld
import pytest

from companion.errors import DamagedExport
from companion.posts import read
from tests.posts.exports import folder, items, posts, texts, zipped

POST, REPOST = "app.bsky.feed.post", "app.bsky.feed.repost"
PARENT = {"parent": {"uri": "at://did:plc:y/app.bsky.feed.post/1", "cid": "bafy"}}
RECORDS: dict[str, dict[str, object]] = {
    "app.bsky.feed.like/3a": {"$type": "app.bsky.feed.like", "subject": {"uri": f"at://did:plc:y/{POST}/9"}},
    f"{POST}/3b": {
        "$type": POST,
        "text": "Première neige — 🍁",
        "createdAt": "2024-03-12T08:00:00.123Z",
        "langs": ["fr"],
    },
    f"{POST}/3c": {"$type": POST, "text": "@u oui, demain", "createdAt": "2024-03-13T08:00:00Z", "reply": PARENT},
    f"{POST}/3d": {"$type": POST, "text": "", "createdAt": "2024-03-14T08:00:00Z"},
    f"{REPOST}/3e": {"$type": REPOST, "subject": {"uri": f"at://did:plc:y/{POST}/9"}},
    "chat.bsky.convo/3f": {"$type": "chat.bsky.convo", "text": "Secret"},
}


def named(block: bytes) -> bytes:
    return b"\x01\x71\x12\x20" + hashlib.sha256(block).digest()


def section(held: bytes) -> bytes:
    length, prefix = len(held), b""
    while length >= 0x80:
        prefix, length = prefix + bytes([length & 0x7F | 0x80]), length >> 7
    return prefix + bytes([length]) + held


class Repository:
    """A repository as it is built: blocks, and a tree of them."""

    def __init__(self) -> None:
        self.blocks: dict[bytes, bytes] = {}

    def put(self, value: object) -> bytes:
        block = libipld.encode_dag_cbor(value)
        self.blocks[named(block)] = block
        return named(block)

    def node(self, entries: list[tuple[str, bytes, bytes | None]], left: bytes | None = None) -> bytes:
        """Add a node; keys are written as what differs from the one before."""
        written, before = [], b""
        for name, value, branch in entries:
            key = name.encode()
            shared = next(
                (at for at, pair in enumerate(zip(key, before, strict=False)) if pair[0] != pair[1]), len(before)
            )
            written.append({"p": shared, "k": key[shared:], "v": value, "t": branch})
            before = key
        return self.put({"l": left, "e": written})

    def car(self, tree: bytes, did: str = "did:plc:me") -> bytes:
        account = self.put({"did": did, "rev": "3l", "sig": b"\0" * 64, "data": tree, "prev": None, "version": 3})
        header = libipld.encode_dag_cbor({"roots": [account], "version": 1})
        return section(header) + b"".join(section(name + block) for name, block in self.blocks.items())


def repository(records: dict[str, dict[str, object]] = RECORDS) -> bytes:
    """Return the records in a tree of three nodes, two of which hang from the first."""
    made = Repository()
    leaves = [(key, made.put(record), None) for key, record in sorted(records.items())]
    left, right = made.node(leaves[:2]), made.node(leaves[3:])
    return made.car(made.node([(leaves[2][0], leaves[2][1], right)], left))


@pytest.mark.parametrize("name", ["repo.car", "export"])
def test_a_repository(tmp_path: Path, name: str) -> None:
    """Posts and replies in the order of their keys, at their own addresses; likes count for nothing."""
    found = items(folder(tmp_path, {name: repository()}) / name, "bluesky")
    assert texts(found) == ["Première neige — 🍁", "@u oui, demain", "(empty)", "(repost)"]
    first, reply = posts(found)
    assert (first.kind, first.language, first.link) == ("post", "fr", "https://bsky.app/profile/did:plc:me/post/3b")
    assert (str(first.date), first.source) == ("2024-03-12 08:00:00.123000+00:00", name)
    assert reply.kind == "reply"


def test_a_repository_among_blobs(tmp_path: Path) -> None:
    """What lies beside it is not opened."""
    path = zipped(tmp_path / "a.zip", {"me/repo.car": repository(), "me/blobs/bafkrei": b"\0\1", "me/prefs.json": {}})
    assert len(items(path, "bluesky")) == 4


def test_a_record_that_is_not_there(tmp_path: Path) -> None:
    """It is counted; the others are read."""
    made = Repository()
    there, gone = (made.put({"$type": POST, "text": text, "createdAt": "2024"}) for text in ("Oui", "Non"))
    held = made.car(made.node([(f"{POST}/1", there, None), (f"{POST}/2", gone, None)]))
    cut = held.replace(section(gone + made.blocks[gone]), b"")
    assert texts(items(folder(tmp_path, {"repo.car": cut}), "bluesky")) == ["Oui", "(broken)"]


def hostile() -> dict[str, bytes]:
    made, long = Repository(), Repository()
    twice = made.node([(f"{POST}/1", made.put({"$type": POST, "text": "Oui"}), None)])
    for _ in range(60):
        twice = made.node([(f"{POST}/1", made.put({"$type": POST, "text": "Oui"}), twice)], twice)
    whole = repository()
    return {
        "cut": whole[:-30],
        "a branch that is not there": Repository().car(b"\x01\x71\x12\x20" + b"\0" * 32),
        "no entries": Repository().car(b""),
        "a long key": long.car(long.node([("a" * 5_000, b"x", None)])),
        "an endless length": whole[:59] + b"\xff" * 20,
        "a huge block": whole[:59] + section(b"\0" * 3_000_000),
        "nested": whole[:59] + section(named(b"") + b"\x81" * 100_000 + b"\x65$type\x72app.bsky.feed.post"),
        "a doubling tree": made.car(twice),
    }


@pytest.mark.parametrize("name", hostile())
def test_hostile_repositories(tmp_path: Path, name: str) -> None:
    """Cut short, swollen, without an end or doubling at every branch: refused, or read once, and at once."""
    path = folder(tmp_path, {"repo.car": hostile()[name]})
    if name in {"nested", "a doubling tree"}:
        try:
            assert set(texts(items(path, "bluesky"))) == {"Oui"}
        except DamagedExport:
            assert name == "nested"
    else:
        with pytest.raises(DamagedExport):
            list(read(path).items)


VIEW = {"uri": f"at://did:plc:me/{POST}/3b", "cid": "", "record": RECORDS[f"{POST}/3b"]}


@pytest.mark.parametrize(
    "held",
    [
        {"$type": "app.bsky.feed.defs#feedViewPost", "post": VIEW},
        VIEW,
        {"feed": [{"post": VIEW}], "cursor": "x"},
        {"records": [{"uri": VIEW["uri"], "cid": "", "value": RECORDS[f"{POST}/3b"]}]},
        [VIEW],
        {"posts": [VIEW]},
    ],
)
def test_json_of_the_interfaces(tmp_path: Path, held: object) -> None:
    """A post is found in whatever it is wrapped in."""
    (found,) = posts(items(folder(tmp_path, {"a.json": held}), "bluesky"))
    assert (found.text, found.link) == ("Première neige — 🍁", "https://bsky.app/profile/did:plc:me/post/3b")


def test_json_of_others(tmp_path: Path) -> None:
    """A repost is told by its reason, a pinned post is the author's own, likes count for nothing."""
    feed = [
        {"post": VIEW, "reason": {"$type": "app.bsky.feed.defs#reasonRepost"}},
        {"post": VIEW, "reason": {"$type": "app.bsky.feed.defs#reasonPin"}},
        {"uri": "at://did:plc:me/app.bsky.feed.like/1", "value": {"$type": "app.bsky.feed.like"}},
        {"uri": f"at://did:plc:me/{REPOST}/1", "value": {"$type": REPOST}},
        RECORDS[f"{POST}/3c"],
        7,
    ]
    found = items(folder(tmp_path, {"feed.json": feed}), "bluesky")
    assert texts(found) == ["(repost)", "Première neige — 🍁", "(repost)", "@u oui, demain", "(broken)"]
    assert [post.kind for post in posts(found)] == ["post", "reply"]


def test_json_that_speaks_of_bluesky(tmp_path: Path) -> None:
    """A text that names a kind of record is not one."""
    path = folder(tmp_path, {"a.jsonl": {"text": "J'ai lu app.bsky.feed.post quelque part.", "date": "2024-03-12"}})
    assert read(path).platform == "jsonl"
