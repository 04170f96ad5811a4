"""An import as the page shows it: being read, what it would bring, being learned, done.

Invariant: the panel always stands, so that nothing moves when it speaks; what changes often is not read out.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from companion.posts import PLATFORMS, Glance, ImportReport
from companion.records import Post
from companion.restore import Brought
from companion.ui.cards import day, shown, told, trouble
from companion.ui.controls import acts, aside, button, options
from companion.ui.intake import Intake
from companion.ui.numerals import numeral
from companion.ui.picture import platform_name
from companion.ui.wording import Wording

_START = 140
"""Characters of a sample."""


def empty(wording: Wording) -> str:
    """Return the panel while there is nothing to say."""
    return panel("", wording)


def panel(inside: str, wording: Wording) -> str:
    """Return the panel around what it says."""
    return f'<div class="arrival" lang="{wording.language}" role="status">{inside}</div>'


def failed(text: str, wording: Wording, *, choose: bool = False) -> str:
    """Return what went wrong; with `choose`, the author may say what the file is."""
    return panel(trouble(text) + (_choice(wording, open_=True) if choose else ""), wording)


def said(text: str, wording: Wording) -> str:
    """Return one sentence."""
    return panel(told(text), wording)


def named(files: Sequence[Path], wording: Wording) -> str:
    """Return what a file is called, or how many there are."""
    if len(files) == 1:
        return files[0].name
    return wording.say("importing.several", number=len(files))


def reading(files: Sequence[Path], intake: Intake, wording: Wording) -> str:
    """Return how far the reading is; how many there are nobody knows yet."""
    count = wording.say("importing.seen", number=numeral(intake.seen, wording.language)) if intake.seen else ""
    return panel(
        _stage(wording.say("importing.reading", file=named(files, wording)))
        + f'<progress aria-label="{shown(wording.say("importing.progress"))}"></progress>'
        + _aside(count)
        + acts(button(wording.say("importing.stop"), act="stop")),
        wording,
    )


def learning(intake: Intake, wording: Wording) -> str:
    """Return how far the learning is, and once that can be told how long it takes."""
    number = numeral(intake.brought.posts.imported if intake.brought else 0, wording.language)
    done, total = (numeral(each, wording.language) for each in (intake.done, intake.total))
    far = " · ".join(filter(None, (wording.say("importing.learned", done=done, total=total), _left(intake, wording))))
    known = f' max="{intake.total}" value="{intake.done}"' if intake.total else ""
    return panel(
        _stage(wording.say("importing.learning", number=number))
        + f"<progress{known} "
        + f'aria-label="{shown(wording.say("importing.progress"))}"></progress>'
        + _aside(far if intake.total else "")
        + acts(button(wording.say("importing.later"), act="stop")),
        wording,
    )


def _left(intake: Intake, wording: Wording) -> str:
    if (left := intake.left) is None:
        return ""
    minutes = round(left / 60)
    return wording.say("importing.minutes", minutes=minutes) if minutes else wording.say("importing.seconds")


def would(files: Sequence[Path], brought: Brought, glance: Glance, wording: Wording) -> str:
    """Return what an import would bring: counts, what is left aside and why, three of its posts."""
    report = brought.posts
    platform = platform_name(report.platform, wording)
    head = wording.say("importing.recognised", file=named(files, wording), platform=platform)
    agree = button(wording.say("importing.import"), kind="primary", act="submit") if brought.new else ""
    return panel(
        f"<h3>{shown(head)}</h3>"
        + _counts(report, wording, new="importing.would")
        + _undated(glance.undated, wording)
        + _beside(brought, "importing.would-beside", wording)
        + ("" if brought.new else told(wording.say("importing.nothing" if report.found else "importing.empty")))
        + _samples(glance.samples, wording)
        + acts(agree, button(wording.say("importing.drop" if brought.new else "importing.close"), act="clear"))
        + _choice(wording),
        wording,
    )


def done(brought: Brought, wording: Wording, *, learned: bool = True) -> str:
    """Return what an import brought."""
    return panel(
        f"<h3>{shown(wording.say('importing.done'))}</h3>"
        + _counts(brought.posts, wording, new="importing.new")
        + _beside(brought, "importing.beside", wording)
        + ("" if learned else told(wording.say("importing.stopped-learning")))
        + told(wording.say("importing.next")),
        wording,
    )


def _stage(text: str) -> str:
    return f'<p class="stage">{shown(text)}</p>'


def _aside(text: str) -> str:
    return f'<p class="far" aria-live="off">{shown(text)}&nbsp;</p>'


def _counts(report: ImportReport, wording: Wording, *, new: str) -> str:
    lines = [(new, report.imported), ("importing.duplicates", report.duplicates)]
    rows = "".join(_line(wording.say(name), number, wording) for name, number in lines if number or name == new)
    return f'<dl class="counts">{rows}</dl>{_skipped(report, wording)}'


def _line(label: str, number: int, wording: Wording) -> str:
    return f"<div><dt>{shown(label)}</dt><dd>{numeral(number, wording.language)}</dd></div>"


def _skipped(report: ImportReport, wording: Wording) -> str:
    """Return what was left aside under the name of each reason, folded away behind its sum."""
    if not report.skipped:
        return ""
    rows = "".join(
        _line(wording.say(f"cli.skipped-{reason}"), number, wording) for reason, number in report.skipped.items()
    )
    total = numeral(sum(report.skipped.values()), wording.language)
    title = wording.say("importing.skipped", number=total)
    return aside(title, f'<dl class="counts">{rows}</dl>')


def _undated(number: int, wording: Wording) -> str:
    return told(wording.say("importing.undated", number=numeral(number, wording.language))) if number else ""


def _beside(brought: Brought, name: str, wording: Wording) -> str:
    """Return what an export of ours brings back beside posts."""
    sessions, intentions = brought.beside.sessions, brought.beside.intentions
    return told(wording.say(name, sessions=sessions, intentions=intentions)) if sessions or intentions else ""


def _samples(samples: Iterable[Post], wording: Wording) -> str:
    items = "".join(_sample(post, wording) for post in samples)
    return (
        f'<p class="far">{shown(wording.say("importing.samples"))}</p><ul class="samples">{items}</ul>' if items else ""
    )


def _sample(post: Post, wording: Wording) -> str:
    start = " ".join(post.text[: 4 * _START].split())
    cut = start if len(start) <= _START else f"{start[:_START].rstrip()}…"
    return f'<li><span class="when">{shown(day(post.date, wording))}</span> {shown(cut)}</li>'


def _choice(wording: Wording, *, open_: bool = False) -> str:
    """Return the list of platforms, by which an author says what a file is."""
    names = sorted(((name, platform_name(name, wording)) for name in PLATFORMS), key=lambda each: each[1].lower())
    inside = (
        f'<p class="choice"><label for="read-as">{shown(wording.say("importing.as-label"))}</label>'
        f'<select id="read-as">{options(names)}</select>{button(wording.say("importing.again"), act="retry")}</p>'
    )
    return aside(wording.say("importing.as-unknown" if open_ else "importing.as"), inside, open_=open_)
