"""A zip: every member is inflated once at the door, counted on its real bytes, and streamed when it is asked for."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from functools import partial
from pathlib import Path
from typing import IO

from companion.errors import ArchiveDamaged, ArchiveLocked, ArchiveTooMany
from companion.posts import member
from companion.posts.listing import MOST_LISTED, Listing
from companion.posts.member import Member

BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, ValueError, struct.error)
"""What the library raises where an archive is not sound."""
_CHUNK = 256 * 1024
_LOCKED = 0x1 | 0x40 | 0x2000
_HEADER = 30
"""Bytes that stand before a member, at least."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENTRY = b"PK\x01\x02"
_END = struct.Struct("<4s4H2LH")
_FAR = struct.Struct("<4sQ2H2L4Q")
_MOST_BYTES = 64 * 1024 * 1024
"""Of the list of members."""


def recognises(head: bytes) -> bool:
    """Say whether a file that starts so is a zip, sound or not."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def members(path: Path) -> list[Member]:
    """Return the members that could be read, every one checked; the archive closes with the last of them.

    Raises InputError.
    """
    try:
        _count(path)
        return list(_checked(path, zipfile.ZipFile(path)))
    except BROKEN as exc:
        raise ArchiveDamaged(path=path) from exc


def _checked(path: Path, archive: zipfile.ZipFile) -> Iterator[Member]:
    listing = Listing(path)
    _apart(archive)
    for info in archive.infolist():
        kind = stat.S_IFMT(info.external_attr >> 16)
        name = listing.take(info.filename, linked=kind not in {0, stat.S_IFREG, stat.S_IFDIR})
        if info.flag_bits & _LOCKED:
            raise ArchiveLocked(path=path)
        if name is None:
            continue
        if info.compress_type not in _METHODS:
            raise ArchiveDamaged(path=path)
        with archive.open(_whole(info)) as stream:
            size = listing.weigh(iter(partial(stream.read, _CHUNK), b""), info.compress_size)
        if size != info.file_size:
            raise ArchiveDamaged(path=path)
        yield Member(name, size, partial(_open, archive, info), path)


def _whole(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return `info` without the size it claims, so that what really comes out is seen."""
    whole = copy(info)
    whole.file_size = member.LARGEST + 2 * _CHUNK
    return whole


def _open(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    try:
        return archive.open(info)
    except BROKEN as exc:
        raise ArchiveDamaged(path=Path(str(archive.filename))) from exc


def _apart(archive: zipfile.ZipFile) -> None:
    """Refuse members that lie on each other, which are one member counted many times."""
    end = 0
    for info in sorted(archive.infolist(), key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise zipfile.BadZipFile
        end = info.header_offset + _HEADER + info.compress_size
    if end > archive.start_dir:
        raise zipfile.BadZipFile


def _count(path: Path) -> None:
    """Refuse a list of members that is too long, before it is held in memory."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 65_600))
        tail = file.read()
        at = tail.rfind(b"PK\x05\x06")
        if at < 0 or len(tail) - at < _END.size:
            raise zipfile.BadZipFile
        length = _END.unpack_from(tail, at)[5]
        end = size - len(tail) + at
        far = tail.rfind(b"PK\x06\x06", 0, at)
        if length == 0xFFFFFFFF and far >= 0:
            length, end = _FAR.unpack_from(tail, far)[8], size - len(tail) + far
        if length > _MOST_BYTES:
            raise ArchiveTooMany(path=path, limit=MOST_LISTED)
        file.seek(max(0, end - length))
        listed = file.read(length).count(_ENTRY)
    if listed > MOST_LISTED:
        raise ArchiveTooMany(path=path, limit=MOST_LISTED)
