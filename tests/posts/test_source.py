"""companion.posts.source and its archives: what is refused, and that nothing of it is kept or written."""

import bz2
import gzip
import io
import re
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from companion import errors, words
from companion.errors import ArchiveRefused, DamagedExport, InputError, TooDeep, UnreadableFile
from companion.posts import read
from companion.posts.source import Source
from tests.posts.exports import data, folder, tarred, texts, zipped

GOOD = {"media/posts_1.json": [{"media": [{"uri": "media/1.jpg", "creation_timestamp": 1736674000, "title": "Un."}]}]}
MB = 1024 * 1024


def refused(path: Path, kind: type[InputError]) -> None:
    """Check that reading ends in `kind`, named in both languages, and writes nothing beside the file."""
    before = sorted(path.parent.iterdir())
    with pytest.raises(kind) as raised:
        list(read(path).items)
    assert raised.type is kind
    assert all(path.name in words.explain(language, raised.value) for language in ("fr", "en"))
    assert sorted(path.parent.iterdir()) == before


def changed(path: Path, change: Callable[[bytes], bytes]) -> Path:
    path.write_bytes(change(path.read_bytes()))
    return path


def members(source: Source) -> list[str]:
    return [member.name for member in source.members()]


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize(
    "name",
    [
        "../evil.json",
        "a/../../evil.json",
        "/etc/evil.json",
        "C:\\evil.json",
        "c:evil.json",
        "..\\evil.json",
        "\\\\host\\a.json",
    ],
)
def test_names_that_lead_out(tmp_path: Path, name: str, pack) -> None:
    """A name is never a path; one that would lead out of a folder refuses the archive."""
    refused(pack(tmp_path / "a.zip", {**GOOD, name: "x"}), errors.ArchiveNames)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_in_a_tar(tmp_path: Path, kind: bytes) -> None:
    """Links, pipes and devices refuse the archive."""
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        info = tarfile.TarInfo("media/posts_1.json")
        info.type, info.linkname = kind, "/etc/passwd"
        archive.addfile(info)
    refused(path, errors.ArchiveLinks)


def test_links_in_a_zip(tmp_path: Path) -> None:
    """So do those that a zip holds."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("media/posts_1.json")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    refused(path, errors.ArchiveLinks)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name(tmp_path: Path) -> None:
    """Which of them counts nobody can say."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.json", "[]")
        archive.writestr("./a.json", "[1]")
    refused(path, errors.ArchiveTwice)
    tar = tmp_path / "a.tar"
    with tarfile.open(tar, "w") as archive:
        for _ in range(2):
            archive.addfile(tarfile.TarInfo("a.json"), io.BytesIO())
    refused(tar, errors.ArchiveTwice)


def test_a_password(tmp_path: Path) -> None:
    """An encrypted member is told as what it is."""
    path = zipped(tmp_path / "a.zip", GOOD)

    def locked(held: bytes) -> bytes:
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = held.index(mark) + offset
            held = held[:at] + struct.pack("<H", 1) + held[at + 2 :]
        return held

    refused(changed(path, locked), errors.ArchiveLocked)


@pytest.mark.parametrize("name", ["b.zip", "deep/b.tar.gz", "B.ZIP", "posts.json.gz"])
def test_an_archive_in_an_archive(tmp_path: Path, name: str) -> None:
    """It is not opened, and the author is told to unpack."""
    inner = zipped(tmp_path / "inner.zip", GOOD).read_bytes()
    refused(zipped(tmp_path / "a.zip", {name: inner}), errors.ArchiveNested)


@pytest.mark.parametrize("name", ["media/posts_1.json", "other.txt"])
def test_bombs(tmp_path: Path, name: str) -> None:
    """What swells is counted on its real bytes, in a zip and in a packed tar, whatever its name."""
    swollen = {name: b"0" * (3 * MB)}
    refused(zipped(tmp_path / "a.zip", swollen), errors.ArchiveBomb)
    refused(tarred(tmp_path / "a.tgz", swollen), errors.ArchiveBomb)
    tar = tarred(tmp_path / "b.tar", swollen)
    for pack, ending in ((bz2.compress, "bz2"), (gzip.compress, "gz")):
        packed = tmp_path / f"b.tar.{ending}"
        packed.write_bytes(pack(tar.read_bytes()))
        refused(packed, errors.ArchiveBomb)


def test_members_that_share_their_bytes(tmp_path: Path) -> None:
    """One block of zeros listed many times is a bomb that no ratio shows."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", b"0123456789" * 1000)
        archive.writestr("b.json", b"0123456789" * 1000)
        archive.filelist[1].header_offset = archive.filelist[0].header_offset
    refused(path, errors.ArchiveDamaged)


def test_sizes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file over its limit, and many under theirs that are over it together."""
    monkeypatch.setattr("companion.posts.member.LARGEST", 2_000)
    monkeypatch.setattr("companion.posts.listing.ALL", 5_000)
    for pack, name in ((zipped, "a.zip"), (tarred, "a.tar"), (tarred, "a.tgz")):
        refused(pack(tmp_path / name, {"a.json": b"0" * 2_001}), errors.MemberTooLarge)
        refused(pack(tmp_path / name, {f"{n}.json": b"0" * 1_900 for n in range(3)}), errors.ArchiveTooLarge)
        assert len(members(Source.of(pack(tmp_path / name, {f"{n}.json": b"0" * 1_900 for n in range(2)})))) == 2


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_entries(tmp_path: Path, pack) -> None:
    """5,000 files may be read, 5,001 may not; pictures do not count, as they are never opened."""
    full = {f"{n}.txt": "" for n in range(5_000)}
    pictures = {f"{n}.jpg": "" for n in range(1_000)}
    assert len(members(Source.of(pack(tmp_path / "a.zip", {**full, **pictures})))) == 5_000
    refused(pack(tmp_path / "b.zip", {**full, "one.txt": ""}), errors.ArchiveTooMany)


def test_a_million_entries(tmp_path: Path) -> None:
    """A list without end is refused before it is held in memory, whatever the names."""
    record = (
        struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 3, 20, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0) + b"a.jpg"
    )
    path = tmp_path / "a.zip"
    listed = record * 1_000_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65_535, 65_535, len(listed), 4, 0)
    path.write_bytes(b"PK\x03\x04" + listed + end)
    refused(path, errors.ArchiveTooMany)


@pytest.mark.parametrize("claimed", [1, 10, 900_000])
def test_sizes_that_lie(tmp_path: Path, claimed: int) -> None:
    """What a zip says of a member must be what comes out, in one list of it or in both."""
    held = zipped(tmp_path / "a.zip", GOOD).read_bytes()
    size = struct.pack("<L", len(data(GOOD["media/posts_1.json"])))
    for number, limit in enumerate((1, 2)):
        path = tmp_path / f"{number}.zip"
        start = held.index(b"PK\x01\x02")
        lying = held[:start].replace(size, struct.pack("<L", claimed)) if limit == 2 else held[:start]
        path.write_bytes(lying + held[start:].replace(size, struct.pack("<L", claimed)))
        refused(path, errors.ArchiveDamaged)


def test_a_bomb_that_lies(tmp_path: Path) -> None:
    """A member that claims a few bytes and gives megabytes is counted by what it gives."""
    path = zipped(tmp_path / "a.zip", {"a.json": b"0" * (3 * MB)})
    changed(path, lambda held: held.replace(struct.pack("<L", 3 * MB), struct.pack("<L", 7)))
    refused(path, errors.ArchiveBomb)


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9, 0.99])
def test_cut_short(tmp_path: Path, kept: float) -> None:
    """A download that broke off is refused, not read up to there."""
    files = {f"{n}.json": bytes(range(n % 256)) * 50 for n in range(60)}
    for path in (zipped(tmp_path / "a.zip", files), tarred(tmp_path / "a.tgz", files)):
        refused(changed(path, lambda held: held[: int(len(held) * kept)]), errors.ArchiveDamaged)


def test_a_changed_byte(tmp_path: Path) -> None:
    """A member that is not what its checksum says is refused."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.json", data(GOOD["media/posts_1.json"]))
    refused(changed(path, lambda held: held.replace(b"Un.", b"Me.")), errors.ArchiveDamaged)


@pytest.mark.parametrize(
    "held", [b"PK\x03\x04\0\0zip", b"PK\x05\x06", b"\x1f\x8b\x08", b"BZh91", b"\x1f\x8b" + bytes(99)]
)
def test_no_archive_in_spite_of_its_start(tmp_path: Path, held: bytes) -> None:
    """What starts as an archive and is none is refused as a damaged one."""
    path = tmp_path / "a.zip"
    path.write_bytes(held)
    refused(path, errors.ArchiveDamaged)


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ('[{"media": ' * 200 + "1" + "}]" * 200, TooDeep),
        ("[" * 200_000, TooDeep),
        ('[{"media": [{"uri": "a", "creation_timestamp": NaN}]}]', DamagedExport),
        ('[{"media": [{"uri": "a", "creation_timestamp": 1' + "0" * 5_000 + "}]}]", DamagedExport),
        (b'[{"media": [{"uri": "a", "title": "\xe9t\xe9"}]}]', DamagedExport),
        ('[{"media": [{"uri": "a", "title": "Un."}]}', DamagedExport),
    ],
)  # fmt: skip
def test_json_that_no_platform_writes(tmp_path: Path, content: str | bytes, kind: type[InputError], pack) -> None:
    """Levels without end, NaN, numbers without end, text that is not UTF-8, a list cut short."""
    refused(pack(tmp_path / "a.zip", {"media/posts_1.json": content}), kind)


def test_mangled_names_do_no_harm(tmp_path: Path) -> None:
    """A name in whatever code page is data: it reaches the post as text, and nothing else."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("QQt/\x1b[2J%s{x}.md", "Un.")
    changed(path, lambda held: held.replace(b"QQ", b"\x90\xff"))
    assert texts(list(read(path).items)) == ["Un."]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Ét\u202e.md", "Un.")
    assert texts(list(read(path).items)) == ["Un."]
    refused(changed(path, lambda held: held.replace("É".encode(), b"\xff\xfe")), errors.ArchiveDamaged)


def test_every_refusal_is_one(tmp_path: Path) -> None:
    """Each names its limit where it has one, and says that nothing was kept."""
    for kind in ArchiveRefused.__subclasses__():
        told = words.explain("fr", kind(path="a.zip", limit="5 000"))
        assert "Rien n'en a été gardé" in told
        assert "Nothing of it was kept" in words.explain("en", kind(path="a.zip", limit="5,000"))


def test_a_folder_of_parts(tmp_path: Path) -> None:
    """Archives in a folder are seen through, each under its own name; an office document there is a file."""
    place = folder(tmp_path / "in", {"a.md": "Un.", "b.docx": zipped(tmp_path / "b", {"x.md": "non"}).read_bytes()})
    zipped(place / "c.zip", {"d.md": "Deux.", "__MACOSX/._d.md": "x", ".hidden.md": "x", "p.jpg": "x"})
    tarred(place / "e.tar.gz", {"./f.md": "Trois."})
    assert sorted(members(Source.of(place))) == ["a.md", "b.docx", "c.zip/d.md", "e.tar.gz/f.md"]
    assert sorted(texts(list(read(place).items))) == ["(unknown-format)", "Deux.", "Trois.", "Un."]


def test_members_may_be_opened_again(tmp_path: Path) -> None:
    """Reading one does not use it up, nor does reading another meanwhile; the source need not be held."""
    files = {"a.json": b"un" * 9, "b.json": b"deux" * 9}
    for path in (zipped(tmp_path / "a.zip", files), tarred(tmp_path / "a.tgz", files), folder(tmp_path / "c", files)):
        first, second = Source.of(path).members()
        with first.open() as one, second.open() as other:
            assert one.read(2) + other.read() + one.read() == b"un" + b"deux" * 9 + b"un" * 8
        with first.open() as again:
            assert again.read() == b"un" * 9


def test_a_packed_folder_of_posts_takes_no_longer(tmp_path: Path) -> None:
    """Members of a packed tar are read in one go, not each from the start."""
    import random
    import time

    path = tarred(tmp_path / "a.tgz", {f"{n:04}.md": random.randbytes(900).hex() for n in range(1_500)})
    start = time.process_time()
    assert len(list(read(path).items)) == 1_500
    assert time.process_time() - start < 20


@pytest.mark.parametrize("name", ["blog/{}.md", "posts/2024-01-02_a-{}.html"])
def test_a_tar_is_read_in_its_own_order(tmp_path: Path, name: str) -> None:
    """Whatever order its names are in, each member lies after the one read before: going back starts anew."""
    files: dict[str, object] = {name.format(n): f"<p class='h-entry'>Le billet numéro {n}.</p>" for n in (3, 1, 10, 2)}
    source = Source.of(tarred(tmp_path / "a.tgz", files))
    assert [member.name for member in source.members()] == list(files)
    assert [member.name for member in source.matching(re.compile(r"(?:^|/)[^/]*\.(?:md|html)"))] == list(files)
    inner = tmp_path / "in"
    inner.mkdir()
    tarred(inner / "a.tgz", files)
    assert [member.base for member in Source.of(inner).members()] == [key.rpartition("/")[2] for key in files]


def test_missing(tmp_path: Path) -> None:
    """What is not there is unreadable."""
    with pytest.raises(UnreadableFile):
        Source.of(tmp_path / "nowhere")
