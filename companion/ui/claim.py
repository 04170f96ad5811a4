"""The claim of a page on a home: one page at a time has it."""

from pathlib import Path

from filelock import FileLock, Timeout

from companion.errors import StoreBusy, StoreFull


def claimed(home: Path, wait: float = 0) -> FileLock:
    """Take the claim on `home` and return it, to be released. Raises StoreBusy after `wait` seconds, and StoreFull."""
    lock = FileLock(home / "page.lock", timeout=wait, mode=0o600, thread_local=False)  # taken in one, left in another
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as exc:
        raise StoreBusy(path=home) from exc
    except OSError as exc:
        raise StoreFull(path=home) from exc
    return lock
