"""Report: a result as one page that opens without a network: plots drawn here, no script, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from companion.records import Language

from .telling import cell, facts, judgement, limited, verdicts
from .wording import number, say, share, texts

_STYLE = Path(__file__).with_name("report.css")
_LEFT, _WIDTH, _ROW = 110, 560, 26
_COLOURS = {"fr": "#1f6fb2", "en": "#c4651a"}


def page(result: Mapping[str, Any], language: Language) -> str:
    """Return the whole page; every text of a case or a model in it is escaped."""
    title = escape(say(language, "title", model=result["model"]))
    body = "\n".join(_body(result, language))
    style = _STYLE.read_text(encoding="utf-8")
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{style}</style></head>\n'
        f"<body><h1>{title}</h1>\n{body}\n</body></html>\n"
    )


def _body(result: Mapping[str, Any], language: Language) -> Iterator[str]:
    about = {key: result[key] for key in ("machine", "date", "seconds", "suite_version", "fingerprint")}
    yield f"<p><small>{escape(say(language, 'machine', **about))}</small></p>"
    yield from (f"<p><b>{escape(line)}</b></p>" for line in limited(result, language))
    yield plot(result, language)
    yield from _headlines(result, language)
    for told in (facts, judgement, verdicts):
        if lines := list(told(result, language)):
            yield "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"
    for suite, tongues in result["suites"].items():
        yield from _suite(suite, tongues, language)
    yield from _wrong(result, language)
    yield f"<p><small>{escape(texts(language)['limits'])}</small></p>"


def plot(result: Mapping[str, Any], language: Language) -> str:
    """Return the means of every suite with two standard errors to each side, as SVG."""
    suites = result["suites"]
    height = _ROW * (2 * len(suites) + 1) + 10
    drawn = [f'<svg viewBox="0 0 {_LEFT + _WIDTH + 60} {height}" role="img" width="100%">']
    for tick in range(0, 11, 2):
        x = _x(tick / 10)
        drawn.append(f'<line x1="{x}" x2="{x}" y1="4" y2="{height - 24}" stroke="#8884"/>')
        drawn.append(f'<text x="{x}" y="{height - 8}" text-anchor="middle">{number(language, tick / 10, 1)}</text>')
    for place, (suite, tongues) in enumerate(suites.items()):
        drawn.append(f'<text x="0" y="{_ROW * (2 * place + 1) + 5}">{escape(suite)}</text>')
        for half, tongue in enumerate(("fr", "en")):
            drawn += _dot(tongues[tongue], tongue, _ROW * (2 * place + half) + 16)
    return "".join([*drawn, "</svg>"])


def _x(value: float) -> float:
    return round(_LEFT + _WIDTH * min(1.0, max(0.0, value)), 1)


def _dot(held: Mapping[str, Any], tongue: str, y: int) -> Iterator[str]:
    if held["mean"] is None:
        return
    colour, error = _COLOURS[tongue], 2 * (held["stderr"] or 0.0)
    low, high = _x(held["mean"] - error), _x(held["mean"] + error)
    yield f'<line x1="{low}" x2="{high}" y1="{y}" y2="{y}" stroke="{colour}" stroke-width="2"/>'
    yield f'<circle cx="{_x(held["mean"])}" cy="{y}" r="4.5" fill="{colour}"/>'
    yield f'<text x="{_LEFT + _WIDTH + 16}" y="{y + 4}">{tongue}</text>'


def _headlines(result: Mapping[str, Any], language: Language) -> Iterator[str]:
    word = texts(language)
    yield f"<table><tr><th></th><th>{word['french']}</th><th>{word['english']}</th></tr>"
    for name in ("advice", "mirrors_per_question", "quoted"):
        show = number if name == "mirrors_per_question" else share
        held = [show(language, result["headlines"][tongue][name]) for tongue in ("fr", "en")]
        yield f'<tr><td>{word[name]}</td><td class="n">{held[0]}</td><td class="n">{held[1]}</td></tr>'
    yield "</table>"


def _suite(suite: str, tongues: Mapping[str, Any], language: Language) -> Iterator[str]:
    word = texts(language)
    yield f"<h2>{escape(word[suite])}</h2>"
    yield f"<table><tr><th>{word['measure']}</th><th>{word['french']}</th><th>{word['english']}</th></tr>"
    yield _measured("", tongues["fr"], tongues["en"], language)
    for name in dict.fromkeys((*tongues["fr"]["measures"], *tongues["en"]["measures"])):
        nothing = {"mean": None}
        held = [tongues[tongue]["measures"].get(name, nothing) for tongue in ("fr", "en")]
        yield _measured(name, held[0], held[1], language)
    yield "</table>"


def _measured(name: str, french: Mapping[str, Any], english: Mapping[str, Any], language: Language) -> str:
    label = escape(name) or f"<b>{texts(language)['mean']}</b>"
    cells = "".join(f'<td class="n">{cell(held, language)}</td>' for held in (french, english))
    return f"<tr><td>{label}</td>{cells}</tr>"


def _wrong(result: Mapping[str, Any], language: Language) -> Iterator[str]:
    """Yield what was not right, the grave faults first."""
    wrong = sorted((c for c in result["cases"] if c["wrong"] or c["hard"]), key=lambda c: (not c["hard"], c["value"]))
    yield f"<h2>{texts(language)['what-failed']}</h2>"
    if not wrong:
        yield f"<p>{texts(language)['all-well']}</p>"
    for case in wrong:
        grave = ' class="grave"' if case["hard"] else ""
        head = f"{case['suite']} · {case['case']} · {number(language, case['value'], 2)}"
        items = "".join(f"<li>{escape(each)}</li>" for each in case["wrong"])
        yield f"<details><summary{grave}>{escape(head)}</summary><ul>{items}</ul></details>"
