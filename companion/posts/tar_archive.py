"""A tar, packed or not: walked once to check every member, then each read when it is asked for, in one go."""

import bz2
import gzip
import io
import lzma
import tarfile
import weakref
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Any

from companion.errors import ArchiveBomb, ArchiveDamaged, MemberTooLarge
from companion.posts import member
from companion.posts.listing import RATIO, Listing, swollen
from companion.posts.member import Member

BROKEN = (tarfile.TarError, EOFError, zlib.error, lzma.LZMAError, ValueError, gzip.BadGzipFile)
"""What the library raises where an archive is not sound."""
_CHUNK = 256 * 1024
_AT_ONCE = 1024 * 1024
"""Bytes that are asked for at once at most: a header longer than that is none."""
_PACKED: dict[bytes, Callable[[IO[bytes]], Any]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
}
"""How a packed file starts -> what unpacks it."""


class _Inflated(io.RawIOBase):
    """What comes out of a packed file, which may not be much more than went in."""

    def __init__(self, path: Path, stream: IO[bytes], packed: int) -> None:
        self._path, self._stream, self._packed, self._most = path, stream, packed, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._stream.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        while whence == 0 and self._stream.tell() < offset and self.read(min(_CHUNK, offset - self._stream.tell())):
            pass
        return self._stream.seek(offset, whence)

    def read(self, size: int = -1) -> bytes:
        if size > _AT_ONCE:
            raise ArchiveDamaged(path=self._path)
        data = self._stream.read(_CHUNK if size < 0 else size)
        self._most = max(self._most, self._stream.tell())
        if swollen(self._most, self._packed):
            raise ArchiveBomb(path=self._path, limit=RATIO)
        return data


@dataclass(slots=True)
class _Reader:
    """The members' bytes; the last one is kept, as going back in a packed file means starting anew."""

    path: Path
    archive: tarfile.TarFile
    last: dict[str, bytes] = field(default_factory=dict)

    def open(self, info: tarfile.TarInfo) -> IO[bytes]:
        if info.name not in self.last:
            try:
                stream = self.archive.extractfile(info)
                self.last = {info.name: b"".join(_chunks(stream))}
            except BROKEN as exc:
                raise ArchiveDamaged(path=self.path) from exc
        return io.BytesIO(self.last[info.name])


def recognises(head: bytes) -> bool:
    """Say whether a file that starts so is a tar or may be a packed one."""
    return head[257:262] == b"ustar" or head.startswith(tuple(_PACKED))


def members(path: Path) -> list[Member]:
    """Return the members that could be read, every one checked; the archive closes with the last of them.

    Raises InputError.
    """
    file = path.open("rb")
    head = file.read(6)
    size = file.seek(0, 2)
    file.seek(0)
    stream = next((unpack(file) for sign, unpack in _PACKED.items() if head.startswith(sign)), file)
    inflated = _Inflated(path, stream, size)
    weakref.finalize(inflated, file.close)
    try:
        archive = tarfile.open(fileobj=inflated, mode="r:")  # noqa: SIM115  read later
        found = list(_checked(path, archive))
        while inflated.read(_CHUNK):
            pass  # to the end, where the checksum stands
    except BROKEN as exc:
        raise ArchiveDamaged(path=path) from exc
    return found


def _checked(path: Path, archive: tarfile.TarFile) -> Iterator[Member]:
    listing, reader = Listing(path), _Reader(path, archive)
    while info := archive.next():
        archive.members.clear()  # type: ignore[attr-defined]  # the library would hold every one it met
        name = listing.take(info.name + "/" * info.isdir(), linked=not (info.isfile() or info.isdir()))
        if info.sparse is not None:
            raise ArchiveDamaged(path=path)
        if name is None:
            continue
        if info.size > member.LARGEST:
            raise MemberTooLarge(path=path)
        stream = archive.extractfile(info)
        size = listing.weigh(_chunks(stream), info.size)
        if size != info.size:
            raise ArchiveDamaged(path=path)
        yield Member(name, size, partial(reader.open, info), path, place=info.offset_data)


def _chunks(stream: IO[bytes] | None) -> Iterator[bytes]:
    return iter(partial(stream.read, _CHUNK), b"") if stream else iter(())
