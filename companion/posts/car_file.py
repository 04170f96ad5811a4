"""A CAR file: blocks of DAG-CBOR, each under the hash that other blocks call it by, and the tree that orders them.

Blocks are read one by one and kept as the bytes they are, and only those that the reader wants: of a repository, most
are likes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

_LONGEST_KEY = 1024
_LARGEST_BLOCK = 2 * 1024 * 1024
"""Bytes; what the platform itself takes is half of it."""
_OLD = b"\x12\x20"
"""How a hash of the first version starts: it is all there is to it."""


class Damaged(ValueError):
    """What the file holds is not what a CAR file holds, or ends too early."""


@dataclass(frozen=True, slots=True)
class Tree:
    """What a CAR file holds, by hash."""

    root: bytes
    """The hash that everything hangs from."""
    blocks: dict[bytes, bytes] = field(default_factory=dict)
    """Hash -> bytes of those that were wanted."""

    @classmethod
    def read(cls, file: BinaryIO, wanted: Callable[[bytes], bool]) -> "Tree":
        """Read the blocks that are `wanted`. Raises Damaged."""
        header = _decoded(_section(file))
        roots = header.get("roots")
        if not isinstance(roots, list) or not roots or not isinstance(roots[0], bytes):
            raise Damaged
        tree = cls(roots[0])
        while block := _section(file):
            start = _hash_end(block)
            if wanted(block[start:]):
                tree.blocks[block[:start]] = block[start:]
        return tree

    def block(self, name: object) -> dict[str, Any]:
        """Return the block of this hash. Raises Damaged where it is not there or is no map."""
        if not isinstance(name, bytes) or name not in self.blocks:
            raise Damaged
        return _decoded(self.blocks[name])

    def entries(self, top: object) -> Iterator[tuple[str, object]]:
        """Walk the leaves of the search tree below `top` in their order: key and hash. Raises Damaged."""
        walk, seen = [_steps(self.block(top))], {top}
        while walk:
            step = next(walk[-1], None)
            if step is None:
                walk.pop()
            elif isinstance(step, tuple):
                yield step
            elif step not in seen:  # what is hung up twice is no tree, and might never end
                seen.add(step)
                walk.append(_steps(self.block(step)))


def _steps(node: dict[str, Any]) -> Iterator[tuple[str, object] | bytes]:
    """Walk a node: the branches it names, as hashes, and between them its leaves."""
    entries = node.get("e")
    if isinstance(branch := node.get("l"), bytes):
        yield branch
    key = b""
    for entry in entries if isinstance(entries, list) else ():
        match entry:
            case {"p": int(shared), "k": bytes(rest), "v": value} if 0 <= shared <= len(key):
                key = key[:shared] + rest
            case _:
                raise Damaged
        if len(key) > _LONGEST_KEY:
            raise Damaged
        yield key.decode("ascii", "replace"), value
        if isinstance(branch := entry.get("t"), bytes):
            yield branch


def _section(file: BinaryIO) -> bytes:
    """Read what is preceded by its length, b"" at the end of the file."""
    length = shift = 0
    while True:
        byte = file.read(1)
        if not byte:
            if shift:
                raise Damaged
            return b""
        length |= (byte[0] & 0x7F) << shift
        shift += 7
        if byte[0] < 0x80:
            break
        if shift > 28:
            raise Damaged
    if not 0 < length <= _LARGEST_BLOCK:
        raise Damaged
    block = file.read(length)
    if len(block) < length:
        raise Damaged
    return block


def _hash_end(block: bytes) -> int:
    """Return where the hash ends and what it names begins: version, codec, kind and length of the digest, digest."""
    if block.startswith(_OLD):
        return 2 + block[1]
    at = 0
    for _ in range(4):
        start = at
        while at < len(block) and block[at] >= 0x80:
            at += 1
        at += 1
    if at > len(block) or at - start != 1:
        raise Damaged
    return at + block[at - 1]


def _decoded(block: bytes) -> dict[str, Any]:
    import libipld

    try:
        value = libipld.decode_dag_cbor(block)
    except (ValueError, RecursionError) as exc:
        raise Damaged from exc
    if not isinstance(value, dict):
        raise Damaged
    return value
