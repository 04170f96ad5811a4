"""The guard's miss rate on the final half of labelled_own.jsonl: `python -m tests.evals.final_half`, to report it once.

What it prints belongs in evals/licences.toml, under [guard]. Whoever looks at the lines themselves has spent them.
"""

import json
from hashlib import sha256
from pathlib import Path

from companion.guard import lint

FILE = Path(__file__).parent.parent / "guard" / "labelled_own.jsonl"


def final_half() -> tuple[int, int]:
    """Return how many of the hard questions of the final half pass, and how many there are."""
    lines = [(json.loads(line), line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    hard = [
        line for held, line in lines if held["label"] == "hard" and sha256(held["draft"].encode()).digest()[0] % 2 == 1
    ]
    return sum(lint(line)["ok"] for line in hard), len(hard)


if __name__ == "__main__":
    print("missed = {}\nlabelled = {}".format(*final_half()))  # noqa: T201
