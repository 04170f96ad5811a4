"""Grounding: what it quotes and dates is real, and its questions are about this draft rather than about any."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from companion.language import folded, words
from companion.records import Evidence, Question, Reply
from companion.store import identify

from . import said
from .cases import Case
from .scores import Finding
from .sitting import Sitting
from .space import Space

_MONTHS = (
    "janvier january", "fevrier february", "mars march", "avril april", "mai may", "juin june",
    "juillet july", "aout august", "septembre september", "octobre october", "novembre november", "decembre december",
)  # fmt: skip
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAMED = "|".join(_NUMBERS)
_DATES = (
    re.compile(rf"\b(?:le )?(?P<day>\d{{1,2}})(?:er)? (?P<month>{_NAMED})(?: (?P<year>\d{{4}}))?\b"),
    re.compile(rf"\b(?P<month>{_NAMED}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?(?: (?P<year>\d{{4}}))?\b"),
    re.compile(rf"\b(?:en|in) (?P<month>{_NAMED})(?: (?P<year>\d{{4}}))?\b"),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
)
_STEM = 5
"""Letters that two words must share to be of one family, for this count."""


def score(case: Case, sitting: Sitting, space: Space) -> Iterator[Finding]:
    """Check every quotation and date against the author's texts; then ask how much of it is about this very draft."""
    for reply, sources in said.turns(case, sitting):
        false = [quoted for quoted in (*_quoted(reply), *_told(reply)) if not sources.hold(quoted)]
        yield Finding("quotations", float(not false), " / ".join(false), hard=True)
        undated = [date for text in _outside(reply) for date in dates(text) if not _happened(date, sources)]
        yield Finding("dates", float(not undated), ", ".join(undated), hard=True)
        cited = [each for question in reply.questions for each in question.evidence if each.kind == "post"]
        if cited:
            foreign = [f"{each.id} {each.date}: {each.text}" for each in cited if not _published(case, each)]
            yield Finding("evidence", float(not foreign), " / ".join(foreign), hard=True)
        if case.text:
            astray = [q.anchor.text for q in reply.questions if q.anchor and not _stands(case.text, q)]
            yield Finding("offsets", float(not astray), " / ".join(astray), hard=True)
        for question in reply.questions:
            yield from _about(case, question, sources, space)
    yield from hangs(case, sitting)


def hangs(case: Case, sitting: Sitting) -> Iterator[Finding]:
    """Say whether anything that is quoted meets the words a reader marked, where one did."""
    if case.expect.about:
        quoted = [each for turn in sitting.turns for each in _quoted(turn.reply)]
        met = any(_meets(each, run) for each in quoted for run in case.expect.about)
        yield Finding("about", float(met), "" if met else "hangs on nothing that a reader would hang on")


def _about(case: Case, question: Question, sources: said.Sources, space: Space) -> Iterator[Finding]:
    quoted = said.quotations(question.text)
    yield Finding("quoted", float(bool(quoted) and all(map(sources.hold, quoted))))
    stems = {word[:_STEM] for text in sources.texts for word in said.content(text)}
    particular = bool(quoted) or any(word[:_STEM] in stems for word in said.content(question.text))
    yield Finding("particular", float(particular), "" if particular else f"could be asked of anyone: {question.text}")
    own = space.own(case, question.text)
    if own is not None:
        yield Finding("swap", float(own), "" if own else f"nearer to another draft: {question.text}")


def _quoted(reply: Reply) -> Iterator[str]:
    """Yield everything that is shown as the author's words."""
    for where, text in said.spoken(reply):
        if where in {"question", "mirror"}:
            yield from said.quotations(text)
    yield from reply.said
    for question in reply.questions:
        yield from (each.text for each in question.evidence)


def _told(reply: Reply) -> Iterator[str]:
    """Yield what reasons and notices quote, but for the commands and settings that the companion names."""
    texts = (text for where, text in said.spoken(reply) if where in {"why", "notice"})
    yield from (q for text in texts for q in said.quotations(text) if " ".join(words(q)) not in said.house())


def _outside(reply: Reply) -> Iterator[str]:
    yield from (said.outside(text) for _, text in said.spoken(reply))


def _published(case: Case, cited: Evidence) -> bool:
    """Whether the persona published that very post, on that day, with those words in it."""
    posts = zip(case.persona.posts, said.published(case.persona), strict=True)
    return any(
        cited.id == identify(post)
        and cited.date == past.date.isoformat()
        and said.Sources((past.text,)).hold(cited.text)
        for past, post in posts
    )


def _stands(draft: str, question: Question) -> bool:
    return question.anchor is None or draft[question.anchor.start : question.anchor.end] == question.anchor.text


def dates(text: str) -> Iterator[str]:
    """Yield the dates that `text` names, each as YEAR-MONTH-DAY with what is not said left as zeros."""
    plain = folded(text).replace("\n", " ")
    for pattern in _DATES:
        for match in pattern.finditer(plain):
            held = match.groupdict()
            month = _NUMBERS.get(held["month"]) or int(held["month"])
            yield f"{int(held.get('year') or 0):04}-{month:02}-{int(held.get('day') or 0):02}"


def _happened(named: str, sources: said.Sources) -> bool:
    """Whether a post has that date, or the author named it themselves."""
    year, month, day = map(int, named.split("-"))

    def fits(held: datetime.date) -> bool:
        return held.month == month and year in {0, held.year} and day in {0, held.day}

    return any(map(fits, sources.days)) or any(named in dates(text) for text in sources.texts)


def _meets(quoted: str, run: str) -> bool:
    """Whether a quotation and a run of words a reader marked share two words in a row, or the run's only one."""
    one, other = words(quoted), words(run)
    least = min(2, len(other))
    pairs = {tuple(one[at : at + least]) for at in range(len(one) - least + 1)}
    return any(tuple(other[at : at + least]) in pairs for at in range(len(other) - least + 1))
