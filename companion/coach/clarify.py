"""Clarify: a chat about why. Listen, steer, recall, phrase: one move a turn, then it waits.

Where the chat stands is worked out from what was said, every time: there is no other state.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from langchain_core.runnables import Runnable, RunnableLambda

from companion import care, language, words
from companion.coach.asking import ask
from companion.coach.choosing import Option, options
from companion.coach.course import Course, course
from companion.coach.handing import handed_back
from companion.coach.helping import Next, helped
from companion.coach.mirror import reflect
from companion.coach.phrases import addressed, tongue
from companion.coach.reading import read
from companion.coach.story import Told, asked_in, in_distress, retracted, substance, tell
from companion.coach.turn import Turn
from companion.errors import StoreError
from companion.recall import recall
from companion.records import Evidence, Fault, Language, Mirror, Notice, Question, Register, Reply

_AS_POSTED = "closed-post"
"""What a chat that ends on a post already out is heard as: the way out that was taken."""
_FAR = 6
"""Words of a first turn from which, without a small word of French or English, it may be in a third language."""


def clarify() -> Runnable[Turn, Reply]:
    """Return the chain: a Turn with what was said before in; a Reply with at most one mirror and one question out."""
    steps = RunnableLambda(_listen) | RunnableLambda(_steer) | RunnableLambda(_recall) | RunnableLambda(_phrase)
    return steps | RunnableLambda(_reply)


def _listen(turn: Turn) -> Turn:
    """Read what was said, in the author's language and register, after all that was said before."""
    detected = _detected(turn)
    spoken: Language = turn.language or language.answer_in(detected, _before(turn))
    register = None if spoken == "en" else turn.register or _register(turn)
    draft = read(turn.text, spoken, detected=detected, register=register)
    notices = turn.notices
    if detected not in {"fr", "en", ""}:
        notices = (*notices, Notice("other-language", words.say(turn.interface, "chat.other-language")))
    return replace(turn, draft=draft, story=tell(turn.earlier, draft), notices=notices)


def _detected(turn: Turn) -> str:
    """Return the language that is clearly spoken; a chat goes on in its own until then."""
    heard = any(language.told(exchange.said, least=1) for exchange in turn.earlier)
    told = language.told(turn.text, least=2 if heard else 1) or (None if heard else tongue(turn.text))
    if told or turn.earlier or len(language.words(turn.text)) < _FAR:
        return told or ""
    return language.detect(turn.text)


def _before(turn: Turn) -> Language:
    return turn.earlier[-1].reply.language if turn.earlier else turn.interface


def _register(turn: Turn) -> Register:
    """Return how the author speaks to the companion, else as a formal letter does, else *tu*."""
    said = [*(exchange.said for exchange in turn.earlier), turn.text]
    return addressed(said) or language.register("\n".join(said))


def _steer(turn: Turn) -> Turn:
    if not turn.text:
        return replace(turn, course=Course("arrive", "arrive"))
    return replace(turn, course=course(turn.story, turn.intention))


def _recall(turn: Turn) -> Turn:
    """Look up the intention, and past posts by their words: a chat is not worth the wait of an embedding."""
    assert turn.draft is not None
    now = bool(turn.text) and turn.story[-1].heard.act == "substance" and not in_distress(turn.story)
    try:
        return replace(turn, recalled=recall(turn.draft, turn.intention, turn.store if now else None, None))
    except StoreError:
        return replace(turn, recalled=recall(turn.draft, turn.intention, None, None))


def _phrase(turn: Turn) -> Turn:
    """Choose a question and a mirror; when nothing is left to ask, the chat ends."""
    assert turn.course is not None
    if turn.course.waits:
        return replace(turn, question=_again(turn.story))
    if turn.course.occasion is None:
        return replace(turn, mirror=_mirror(turn, None))
    found = options(turn, turn.course.occasion)
    option, question, faults = _first(turn, found)
    if option is None or question is None:
        ends = turn.course if turn.course.state == "close" else Course("close", None, ("closed",))
        return replace(turn, course=ends, mirror=_mirror(turn, None) if ends is turn.course else None, faults=faults)
    now = helped(turn, Next(option, question, faults=faults), found)
    return replace(
        turn,
        question=_with_source(now.question, now.option),
        mirror=_mirror(turn, now.option),
        faults=now.faults,
        notices=(*turn.notices, *now.notices),
        use=now.use,
    )


def _first(turn: Turn, found: Iterator[Option]) -> tuple[Option | None, Question | None, tuple[Fault, ...]]:
    """Return the first option that the guard lets through, and what it refused before."""
    faults: tuple[Fault, ...] = ()
    for option in found:
        question, refused = ask(turn, option.choice)
        if not refused:
            return option, question, faults
        faults += refused
    return None, None, faults


def _with_source(question: Question, option: Option) -> Question:
    """Say which earlier turn a question quotes."""
    if option.source is None or option.source.reply is None or option.choice.other is None:
        return question
    said = Evidence("reflection", option.source.reply.id, None, option.choice.other.text)
    return replace(question, evidence=(*question.evidence, said))


def _again(story: Sequence[Told]) -> Question | None:
    """Return the question that waits; what it quoted stands in an earlier turn now."""
    question = asked_in(story)[-1]
    told = next(told for told in reversed(story) if told.reply and question in told.reply.questions)
    if question.anchor is None or told.reply is None:
        return question
    said = Evidence("reflection", told.reply.id, None, question.anchor.text)
    return replace(question, anchor=None, evidence=(*question.evidence, said))


def _mirrors(turn: Turn) -> bool:
    """Whether this turn may be mirrored: one that says something, and not in distress."""
    assert turn.course is not None
    return (
        bool(turn.text)
        and (turn.story[-1].heard.act == "substance" or turn.course.occasion == "explore")
        and not in_distress(turn.story)
        and (turn.course.state != "close" or turn.course.occasion is None)
    )


def _mirror(turn: Turn, option: Option | None) -> Mirror | None:
    return reflect(turn.story, option) if _mirrors(turn) else None


def _reply(turn: Turn) -> Reply:
    assert turn.draft is not None
    assert turn.course is not None
    closes = turn.course.state == "close"
    distress = any(t.heard.distress for t in turn.story) and (
        closes or turn.story[-1].heard.distress or retracted(turn.story)
    )
    return Reply(
        id=turn.id,
        session=turn.session,
        state=turn.course.state,
        language=turn.draft.language,
        register=turn.draft.register,
        mirror=turn.mirror,
        questions=(turn.question,) if turn.question else (),
        said=handed_back(turn.story) if closes else (),
        care=care.card(turn.region, turn.draft.language) if distress else None,
        notices=(*turn.notices, *_notices(turn, turn.course)),
        complete=True,
        model=turn.use,
        faults=turn.faults,
    )


def _notices(turn: Turn, course: Course) -> Iterator[Notice]:
    assert turn.draft is not None
    for code in course.notices:
        if code == "closed-posted":  # told in words of its own
            yield Notice(_AS_POSTED, words.say(turn.draft.language, f"chat.{code}"))
            continue
        if code == "about-privacy" and turn.aid and turn.aid.where == "remote":
            yield Notice(code, words.say(turn.draft.language, "chat.about-privacy-sent"))
            continue
        why = code == "about-why" and asked_in(turn.story)
        yield Notice(code, asked_in(turn.story)[-1].why if why else words.say(turn.draft.language, f"chat.{code}"))
    back = turn.intention.return_to if turn.intention else ""
    if back and course.state == "close" and any(t.draft.strength("exhaustion") >= 0.5 for t in substance(turn.story)):
        yield Notice("return-to", words.say(turn.draft.language, "notices.return-to", line=back))
