"""Telling: a result as the lines and the one table that a terminal shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from companion.records import Language

from .gate import Comparison
from .wording import number, say, share, texts

NAMED = 12
"""Cases that are named, of those that are gone."""


def lines(result: Mapping[str, Any], language: Language) -> Iterator[str]:
    """Yield the table, the headlines, the leaks and the verdicts."""
    yield say(language, "title", model=result["model"])
    yield from limited(result, language)
    yield ""
    yield from _table(result, language)
    yield ""
    for name in ("advice", "mirrors_per_question", "quoted"):
        show = number if name == "mirrors_per_question" else share
        held = [show(language, result["headlines"][tongue][name]) for tongue in ("fr", "en")]
        yield say(language, "headline", what=texts(language)[name], fr=held[0], en=held[1])
    yield from facts(result, language)
    yield from judgement(result, language)
    yield from verdicts(result, language)


def limited(result: Mapping[str, Any], language: Language) -> Iterator[str]:
    """Say that cases were left out, where some were: so few say little."""
    if result["limit"]:
        yield say(language, "limited", n=result["limit"])


def _table(result: Mapping[str, Any], language: Language) -> Iterator[str]:
    word = texts(language)
    rows = [(word["suite"], word["french"], word["english"], word["hard"])]
    for suite, tongues in result["suites"].items():
        grave = sum(tongues[tongue]["hard"] for tongue in ("fr", "en"))
        rows.append((suite, cell(tongues["fr"], language), cell(tongues["en"], language), str(grave)))
    widths = [max(len(row[at]) for row in rows) for at in range(4)]
    for row in rows:
        yield "  ".join(each.ljust(width) for each, width in zip(row, widths, strict=True)).rstrip()


def cell(held: Mapping[str, Any], language: Language) -> str:
    """Return a mean with its standard error and the cases it is over."""
    if held["mean"] is None:
        return texts(language)["nothing"]
    slots = {"mean": number(language, held["mean"]), "n": held["n"]}
    if held["stderr"] is None:
        return say(language, "cell-alone", **slots)
    return say(language, "cell", stderr=number(language, held["stderr"]), **slots)


def facts(result: Mapping[str, Any], language: Language) -> Iterator[str]:
    """Yield what happened before the guard and after it."""
    counts = result["counts"]
    if counts["raw"]:
        yield say(language, "leaks-raw", leaks=counts["raw_leaks"], n=counts["raw"])
    else:
        yield say(language, "leaks-raw-none")
    yield say(language, "leaks-shown", leaks=counts["shown_leaks"], n=counts["turns"])
    for name in ("fallback", "repair", "agreement"):
        if result[name] is not None:
            yield say(language, name, share=share(language, result[name]))
    if counts["failed"]:
        yield say(language, "failed", n=counts["failed"])


def judgement(result: Mapping[str, Any], language: Language) -> Iterator[str]:
    """Yield what a judge says, never without how far it agrees with people; nothing of one that does not."""
    if not result["judge"]:
        return
    yield say(language, "judge", who=result["judge"]["name"], words=texts(language)[result["judge"]["words"]])
    for tongue, word in (("fr", "french"), ("en", "english")):
        held = result["judge"][tongue]
        agrees = {key: number(language, held["agreement"][key], 2) for key in ("kappa", "low", "high")}
        yield "  " + say(language, "judge-agrees", tongue=texts(language)[word], n=held["agreement"]["n"], **agrees)
        if refused := held["agreement"]["refused"]:
            yield "  " + say(language, "judge-refused", why=", ".join(texts(language)[f"judge-{r}"] for r in refused))
        else:
            leaks, swap = (cell(held[name], language) for name in ("leaks", "swap"))
            yield "  " + say(language, "judge-says", leaks=leaks, swap=swap, unanswered=held["unanswered"])


def verdicts(result: Mapping[str, Any], language: Language) -> Iterator[str]:
    """Yield what the model may do, and why not, with the figures it rests on."""
    if result["licence"] is None:
        if result["model"] != "none":
            yield say(language, "no-licence")
        return
    for name, verdict in result["licence"].items():
        ability = texts(language)[f"licence-{name}"]
        why = ", ".join(texts(language)[reason] for reason in verdict["refused"])
        yield say(language, "granted" if verdict["granted"] else "refused", ability=ability, why=why)
        yield "  " + ", ".join(f"{key} {number(language, value, 4)}" for key, value in verdict["figures"].items())


def compared(comparison: Comparison, language: Language) -> Iterator[str]:
    """Yield what got worse, with the cases that show it, and why the comparison proves nothing where it does not."""
    for doubt in comparison.doubts:
        yield say(language, f"doubt-{doubt}", cases=", ".join(comparison.missing[:NAMED]), n=len(comparison.missing))
    for each in comparison.regressions:
        why = each.why if each.p is None else f"{number(language, each.change)} (p = {number(language, each.p, 4)})"
        yield say(language, "regression", suite=each.suite, tongue=each.tongue, why=why, cases=", ".join(each.cases))
    if not comparison.failed:
        yield say(language, "no-regression", n=comparison.shared)
