"""What a run came to, as HTML: one table, what went wrong, what it allows, and the way to the whole report."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from companion import examiner
from companion.engine import NONE
from companion.lineup import called
from companion.questions import spoken
from companion.ui.cards import shown, told
from companion.ui.controls import aside
from companion.ui.report import Kept
from companion.ui.wording import Wording

_TONGUES = ("fr", "en")


def scores(runs: Sequence[Kept], wording: Wording) -> str:
    """Return the runs that are kept, the last one open."""
    say = wording.say
    if not runs:
        return f'<div class="scores" lang="{wording.language}">{told(say("measure.none-kept"))}</div>'
    inside = "".join(_run(run, wording, first=number == 0) for number, run in enumerate(runs))
    return f'<div class="scores" lang="{wording.language}"><h3>{shown(say("measure.kept"))}</h3>{inside}</div>'


def who(model: str, wording: Wording) -> str:
    """Return who was measured, as people call it."""
    return wording.say("measure.alone") if model == NONE else called(model)


def _run(run: Kept, wording: Wording, *, first: bool) -> str:
    try:
        inside = _inside(run, wording)
        title = wording.say(
            "measure.run", who=who(run.result["model"], wording), date=spoken(run.result["date"], wording.language)
        )
    except (KeyError, TypeError, ValueError):  # of another version, or edited by hand
        return ""
    return aside(title, inside, kind="run", open_=first)


def _inside(run: Kept, wording: Wording) -> str:
    telling, language, result = examiner.part("telling"), wording.language, run.result
    lines = [*telling.limited(result, language), *telling.verdicts(result, language), *telling.facts(result, language)]
    title = shown(wording.say("measure.report"))
    link = f'<a href="report/{shown(run.name)}" target="_blank" rel="noopener">{title}</a>'
    return f"{_table(result, wording)}{_list(lines)}<p>{link}</p>"


def _list(lines: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{shown(line.strip())}</li>" for line in lines) + "</ul>"


def _table(result: Mapping[str, Any], wording: Wording) -> str:
    """Return a row a suite, French and English apart, with its grave faults."""
    words, cell = examiner.part("wording").texts(wording.language), examiner.part("telling").cell
    heads = "".join(f'<th scope="col">{shown(words[name])}</th>' for name in ("french", "english", "hard"))
    rows = "".join(
        f'<tr><th scope="row">{shown(words[suite])}</th>'
        + "".join(f"<td>{shown(cell(tongues[tongue], wording.language))}</td>" for tongue in _TONGUES)
        + f"<td>{sum(tongues[tongue]['hard'] for tongue in _TONGUES)}</td></tr>"
        for suite, tongues in result["suites"].items()
    )
    caption = shown(wording.say("measure.caption"))
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{caption}"><table><caption>{caption}</caption>'
        f'<thead><tr><th scope="col">{shown(words["suite"])}</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
