"""Run: every case of some suites sat, as many at once as can be answered, each kept as it ends so that it can go on."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from . import sitting as sittings
from .cases import Case, CaseError
from .crew import Crew
from .sitting import Sitting
from .subject import Subject

KEPT, ABOUT = "sittings.jsonl", "run.json"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What must be the same for a run to go on where another stopped."""

    model: str
    """As it was named."""
    fingerprint: str
    """Of the model itself."""
    suite_version: str
    """Of the suite: cases, lists, thresholds, scorers."""
    phrasing: str
    """Who words the questions."""
    choosing: str
    """Who chooses what to ask."""
    basis: str = ""
    """What licences rest on beside the model: the guard, what models are told, the suite."""


def sat(
    subject: Subject,
    cases: Sequence[Case],
    *,
    epochs: int = 1,
    parallel: int | Crew = 1,
    progress: Progress | None = None,
    kept: Kept | None = None,
) -> list[Sitting]:
    """Have `subject` sit every case in every epoch; those that `kept` holds already are not sat again.

    In so many threads, which wait for a model together, or by a crew of processes, which work side by side.
    """
    wanted = [(case, epoch) for epoch in range(epochs) for case in cases]
    held = {(each.case, each.epoch): each for each in (kept.held if kept else ())}
    missing = [(case, epoch) for case, epoch in wanted if (case.key, epoch) not in held]
    for done, sitting in enumerate(_sat(subject, missing, parallel), len(wanted) - len(missing) + 1):
        held[sitting.case, sitting.epoch] = sitting
        if kept:
            kept.add(sitting)
        if progress:
            progress(done, len(wanted))
    return [held[case.key, epoch] for case, epoch in wanted]


def _sat(subject: Subject, wanted: Iterable[tuple[Case, int]], parallel: int | Crew) -> Iterator[Sitting]:
    """Yield each sitting as it ends; one that is interrupted lets those under way end, and begins no other."""
    threads = 1 if isinstance(parallel, Crew) else max(1, parallel)
    with ThreadPoolExecutor(max_workers=threads, thread_name_prefix="companion-eval") as pool:
        sit = parallel.sit if isinstance(parallel, Crew) else partial(_threaded, pool)
        coming = [sit(subject, case, epoch) for case, epoch in wanted]
        try:
            for each in as_completed(coming):
                yield each.result()
        finally:
            for each in coming:
                each.cancel()


def _threaded(pool: ThreadPoolExecutor, subject: Subject, case: Case, epoch: int) -> Future[Sitting]:
    return pool.submit(subject.sit, case, epoch)


class Kept:
    """The sittings of a run, a line each, in a folder."""

    def __init__(self, folder: Path, about: About, *, resume: bool) -> None:
        """Begin a run in `folder`, or go on with the one that is there. Raises CaseError where it is another's."""
        self.held: tuple[Sitting, ...] = ()
        self._path, self._lock = folder / KEPT, threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)
        if resume and (folder / ABOUT).is_file():
            self._check(folder, about)
            self.held = tuple(self._read())
        else:
            self._path.write_text("", encoding="utf-8")
        (folder / ABOUT).write_text(json.dumps(asdict(about), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def add(self, sitting: Sitting) -> None:
        """Keep one more."""
        with self._lock, self._path.open("a", encoding="utf-8") as file:
            file.write(sittings.written(sitting) + "\n")

    def _check(self, folder: Path, about: About) -> None:
        there = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        if other := [name for name, value in asdict(about).items() if there.get(name) != value]:
            raise CaseError(
                f"{folder} holds another run ({', '.join(other)}): leave --resume out, or name another --out"
            )

    def _read(self) -> Iterator[Sitting]:
        """Yield what was kept; a line cut off by a kill is sat again, and so is what failed."""
        if not self._path.is_file():
            return
        whole: list[str] = []
        for line in self._path.read_text(encoding="utf-8").splitlines():
            try:
                held = sittings.read(line)
            except ValueError:
                continue
            if not held.failed:
                whole.append(line)
                yield held
        self._path.write_text("".join(f"{line}\n" for line in whole), encoding="utf-8")
