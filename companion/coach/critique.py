"""Critique: read, recall, plan, ask. Each step is plain, `Turn -> Turn`; the last streams the reply as it grows."""

from collections.abc import Iterator
from dataclasses import replace

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from companion import care, language, situations, words
from companion.coach.asking import ask
from companion.coach.mirror import mirror
from companion.coach.reading import read
from companion.coach.turn import Turn
from companion.errors import StoreError
from companion.plan import Choice, plan
from companion.recall import recall
from companion.records import Draft, Fault, Notice, Question, Reply


def critique() -> Runnable[Turn, Reply]:
    """Return the chain: a Turn in, a Reply out; `.stream()` yields it once more with each question."""
    return RunnableLambda(_read) | RunnableLambda(_recall) | RunnableLambda(_plan) | RunnableGenerator(_ask)


def _read(turn: Turn) -> Turn:
    detected = language.detect(turn.text)
    tongue = turn.language or language.answer_in(detected, turn.interface)
    draft = read(turn.text, tongue, detected=detected, register=turn.register or language.register(turn.text))
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
        return replace(turn, recalled=recall(turn.draft, turn.intention, turn.store, turn.embedder))
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
    return replace(turn, plan=plan(turn.draft, turn.recalled, asked=turn.asked, affinity=affinity))


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
            mirror=mirror(turn.draft, [a for choice in turn.plan.choices for a in (choice.anchor, choice.other) if a]),
            notices=turn.notices,
        )
        reserve = iter(turn.plan.reserve)
        for choice in turn.plan.choices:
            question, faults = _guarded(turn, choice, reserve, reply)
            reply = replace(reply, faults=reply.faults + faults)
            if question:
                reply = replace(reply, questions=(*reply.questions, question))
                yield reply
        yield replace(reply, complete=True)


def _guarded(
    turn: Turn, choice: Choice, reserve: Iterator[Choice], reply: Reply
) -> tuple[Question | None, tuple[Fault, ...]]:
    """Render `choice`, or the next in reserve of another lens than those asked, until the guard lets one through."""
    assert turn.draft is not None
    faults: tuple[Fault, ...] = ()
    asked = {question.lens for question in reply.questions}
    planned = {other.frame.lens for other in turn.plan.choices}
    while True:
        question, refused = ask(turn, choice)
        if not refused:
            return question, faults
        faults += refused
        later = (c for c in reserve if c.frame.lens == choice.frame.lens or c.frame.lens not in planned | asked)
        following = next(later, None)
        if following is None:
            return None, faults
        choice = following
