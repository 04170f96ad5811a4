"""Scoreboard: the runs in results/, as one table and one plot in README.md.

`python -m evals.scoreboard [RESULT...]` takes in the results of new runs, and writes both anew.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from . import report
from .cases import SUITES
from .telling import cell
from .wording import share

HERE = Path(__file__).resolve().parent
RESULTS, README = HERE / "results", HERE / "README.md"
_BEGINS, _ENDS = "<!-- scoreboard -->", "<!-- /scoreboard -->"


def taken(result: Mapping[str, Any], folder: Path = RESULTS) -> Path:
    """Keep a run among the results: all its figures, without the cases one by one."""
    named = "".join(c if c.isalnum() else "-" for c in str(result["model"])).strip("-").lower()[-40:]
    path = folder / f"{named}-{result['date']}.json"
    folder.mkdir(exist_ok=True)
    held = {key: value for key, value in result.items() if key != "cases"}
    path.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def table(results: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the lines of the table: one run a row, French and English side by side in each cell."""
    yield f"| model | {' | '.join(SUITES)} | raw leaks | shown | replaced | choosing | phrasing | on |"
    yield "|---" * (len(SUITES) + 7) + "|"
    for result in results:
        suites = result["suites"]
        means = (_both(suites[name]) if name in suites else "–" for name in SUITES)
        leaks = (share("en", result["leaks"]["raw"]), share("en", result["leaks"]["shown"]))
        licence = (_licence(result, name) for name in ("choosing", "phrasing"))
        cores = result["machine"].rpartition(", ")[2]
        on = f"{result['date']}, {cores}, suite {result['suite_version']}{_limited(result)}"
        held = (result["model"], *means, *leaks, share("en", result["fallback"]), *licence, on)
        yield f"| {' | '.join(map(str, held))} |"


def _limited(result: Mapping[str, Any]) -> str:
    """Say that a run left cases out: beside a whole one it would look as sure."""
    return f", **limited to {result['limit']} cases a language**" if result.get("limit") else ""


def _both(tongues: Mapping[str, Any]) -> str:
    return f"{cell(tongues['fr'], 'en')}<br>{cell(tongues['en'], 'en')}"


def _licence(result: Mapping[str, Any], name: str) -> str:
    if name not in (result["licence"] or {}):
        return "–"
    verdict = result["licence"][name]
    return "licensed" if verdict["granted"] else f"no: {', '.join(verdict['refused'])}"


def written(text: str, results: Sequence[Mapping[str, Any]], plots: Sequence[str]) -> str:
    """Return a README with the table and the plots between its two marks."""
    before, _, rest = text.partition(_BEGINS)
    _, _, after = rest.partition(_ENDS)
    images = "\n".join(f"![{r['model']}]({plot})" for r, plot in zip(results, plots, strict=True))
    return f"{before}{_BEGINS}\n" + "\n".join(table(results)) + f"\n\n{images}\n{_ENDS}{after}"


def main(new: Sequence[str]) -> None:
    """Take in the results named, then write table and plots of all."""
    for named in new:
        taken(json.loads(Path(named).read_text(encoding="utf-8")))
    paths = sorted(RESULTS.glob("*.json"))
    results = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    for path, result in zip(paths, results, strict=True):
        drawn = report.plot(result, "en").replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        path.with_suffix(".svg").write_text(drawn + "\n", encoding="utf-8")
    plots = [f"results/{path.stem}.svg" for path in paths]
    README.write_text(written(README.read_text(encoding="utf-8"), results, plots), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
