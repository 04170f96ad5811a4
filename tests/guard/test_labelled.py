"""The guard on questions that were labelled before any rule was written; halves are fixed by hash of the id."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from companion.guard import lint

LINES = (Path(__file__).parent / "labelled.jsonl").read_text(encoding="utf-8").splitlines()


def half(*, final: bool) -> list[dict[str, Any]]:
    """Return the verdicts on one half of the labelled questions."""
    return [lint(line) for line in LINES if sha256(json.loads(line)["id"].encode()).digest()[0] % 2 == int(final)]


def share(found: list[dict[str, Any]], label: str, *, refused: bool) -> float:
    """Return the share of one label that is refused, or that is not."""
    labelled = [line for line in found if line["label"] == label]
    return sum(line["ok"] is not refused for line in labelled) / len(labelled)


def test_the_development_half_stays_caught() -> None:
    """Rules were written on this half: at least 98% of what must be refused is, and of the good passes."""
    found = half(final=False)
    assert share(found, "hard", refused=True) >= 0.98
    assert share(found, "good", refused=False) >= 0.98
    soft = [line for line in found if line["label"] == "soft"]
    assert sum(bool(line["faults"]) for line in soft) / len(soft) >= 0.9
