"""Critique: read, recall, plan, ask. Each step is plain, `Turn -> Turn`; the last streams the reply as it grows."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from companion import care, language, situations, words
from companion.coach.mirror import mirror
from companion.coach.reading import read
from companion.coach.replying import Replying
from companion.coach.turn import Turn
from companion.coach.wishing import echoed, heard, wished
from companion.errors import StoreError
from companion.plan import plan
from companion.recall import recall
from companion.records import Draft, Notice, Reply


def critique() -> Runnable[Turn, Reply]:
    """Return the chain: a Turn in, a Reply out; `.stream()` yields it once more with each question."""
    return planning() | RunnableGenerator(_ask)


def planning() -> Runnable[Turn, Turn]:
    """Return the chain up to what could be asked."""
    return RunnableLambda(_read) | RunnableLambda(_recall) | RunnableLambda(_plan)


def _read(turn: Turn) -> Turn:
    detected = language.detect(turn.text)
    tongue = turn.language or language.answer_in(detected, turn.interface)
    draft = read(turn.text, tongue, detected=detected, register=turn.register or language.register(turn.text))
    draft = heard(draft, turn.wish)
    told = [Notice(code, words.say(turn.interface, f"notices.{code}")) for code in _notable(draft)]
    back = turn.intention.return_to if turn.intention else ""
    if back and draft.strength("exhaustion") >= 0.5:
        told.append(Notice("return-to", words.say(tongue, "notices.return-to", line=back)))
    return replace(turn, draft=draft, notices=(*turn.notices, *told))


def _notable(draft: Draft) -> Iterator[str]:
    if draft.detected not in {"fr", "en", ""}:
        yield "other-language"
    if draft.strength("ghostwriting") >= 0.6:
        yield "ghostwriting"
    if draft.strength("injection") >= 0.6:
        yield "injection"


def _recall(turn: Turn) -> Turn:
    assert turn.draft is not None
    try:
        recalled = recall(turn.draft, turn.intention, turn.store, turn.embedder)
        lost = turn.embedder is not None and recalled.vector is None
        told = (Notice("no-vectors", words.say(turn.interface, "notices.no-vectors")),) if lost else ()
        return replace(turn, recalled=recalled, notices=(*turn.notices, *told))
    except StoreError:
        notice = Notice("not-recalled", words.say(turn.interface, "notices.not-recalled"))
        recalled = recall(turn.draft, turn.intention, None, turn.embedder)
        return replace(turn, recalled=recalled, notices=(*turn.notices, notice))


def _plan(turn: Turn) -> Turn:
    assert turn.draft is not None
    vector, embedder = turn.recalled.vector, turn.embedder
    affinity = (
        situations.affinity(vector, turn.draft.language, name=embedder.name, version=embedder.version)
        if embedder and vector is not None
        else {}
    )
    planned = plan(turn.draft, turn.recalled, asked=turn.asked, affinity=affinity)
    return replace(turn, plan=wished(planned, turn.wish))


def _ask(turns: Iterator[Turn]) -> Iterator[Reply]:
    for turn in turns:
        assert turn.draft is not None
        reply = Reply(
            id=turn.id,
            session=turn.session,
            state=None,
            language=turn.draft.language,
            register=turn.draft.register,
            care=care.card(turn.region, turn.draft.language) if turn.draft.strength("distress") else None,
            mirror=echoed(turn.draft, turn.wish)
            or mirror(turn.draft, [a for choice in turn.plan.choices for a in (choice.anchor, choice.other) if a]),
            notices=turn.notices,
        )
        with contextlib.closing(Replying(turn, reply).stream()) as replies:
            yield from replies
