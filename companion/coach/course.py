"""The course of a chat: what to do next, given the story so far. A pure function, so that resuming needs no more.

It asks little: what is still missing of why, for whom and what matters, and between them what the author just said.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from companion.coach.hearing import Facet
from companion.coach.kept import chooses
from companion.coach.standing import turns_round
from companion.coach.story import Told, in_distress, known, lasting, retracted, substance, times
from companion.coach.telling import quotes
from companion.coach.thoughts import listed
from companion.language import words
from companion.records import ChatState, Intention

ENOUGH_SAID = 4
"""Turns of substance before a chat goes to its end of itself, once nothing is missing."""
AT_MOST, AT_MOST_SPENT = 7, 5
"""Turns of substance after which it goes there whatever is missing; sooner for the tired and the grieving."""
_EMPTY_RUN, _EMPTY_ALL = 3, 5
"""Empty turns in a row, and in all, after which it ends kindly."""
_DECIDES = 2
"""Questions about what to do with it, at most: between them, what a telling answer says is followed."""
_TELLING = 7
"""Words from which an answer in the first person tells something."""
_REFUSALS = 3
"""Demands refused in other words each time."""
_CONFIDES = 0.9
"""Weight from which what is said beside a demand is what the question follows."""
_DOUBTS = 2
"""Turns that say "je sais pas", from which why is not asked any more."""
_GENTLE = 3
"""Questions asked of someone in distress, at most."""
_LIVED = 0.5
"""Weight of an anchor from which it shows something lived."""
_CONFIDED = frozenset({"raw", "loss", "kin", "feeling"})
_BARELY = 2
"""Turns up to which a false alarm came before anything was told."""
_ASIDE = frozenset({"asking", "demand", "order"})
_WAITING = frozenset({"closed-unsure", "closed-hollow"})
"""Ends that say the conversation will wait: whatever is said next goes on with it."""


@dataclass(frozen=True, slots=True)
class Course:
    """What comes next."""

    state: ChatState
    """Where the chat stands."""
    occasion: str | None
    """Which frames to ask from; None asks nothing new."""
    notices: tuple[str, ...] = ()
    """Fixed sentences to the author, by their names in prompts/words."""
    waits: bool = False
    """Whether the question before still stands."""


def course(story: Sequence[Told], intention: Intention | None = None) -> Course:
    """Return what comes next after the last turn of `story`, what the author wants of all their posts being known."""
    if chooses(story) and story[-1].heard.way in {None, "keep"}:  # "keep the second" picks; "post it", "not today" end
        return _close("closed-chosen")
    if retracted(story):
        back = _onward(story, intention) if len(substance(story)) > _BARELY else Course("arrive", "arrive")
        return replace(back, notices=("misheard",))
    return _follows(story, intention)


def _follows(story: Sequence[Told], intention: Intention | None) -> Course:
    """Return what follows from what the last turn is."""
    now = story[-1]
    match now.heard.act:
        case "deciding" if now.heard.done:
            return _close("closed-posted")
        case "enough" | "deciding":
            return _close(f"closed-{now.heard.way}" if now.heard.way else "closed")
        case "demand" | "order":
            follows = "explore" if _confides(story) else "ghostwriting"
            return Course(_state(story), follows, _refusal(story))
        case "asking":
            return _asked(story)
        case "substance" | "changing":
            return _sensitive(story) if in_distress(story) else _onward(story, intention)
        case _:
            return _sensitive(story) if now.heard.distress else _empty(story)


def _close(*notices: str) -> Course:
    return Course("close", None, notices)


def _state(story: Sequence[Told]) -> ChatState:
    """Return the state that an aside leaves as it is."""
    if in_distress(story):
        return "sensitive"
    states = [told.reply.state for told in story if told.reply and told.reply.state not in {"close", "hollow", None}]
    last = states[-1] if states else None
    return "explore" if last == "sensitive" else last or "arrive"


def _refusal(story: Sequence[Told]) -> tuple[str, ...]:
    """Say no in other words each time, three times; after that in one short sentence."""
    if story[-1].heard.act == "order":
        return ("order",)
    before = sum(told.heard.act == "demand" for told in story[:-1])
    return (("demand", "demand-again", "demand-still")[before] if before < _REFUSALS else "demand-short",)


def _confides(story: Sequence[Told]) -> bool:
    """Whether something that carries is said beside a demand, after a first turn."""
    now = story[-1]
    lived = now.heard.act == "demand" and len(story) > 1 and not in_distress(story)
    return lived and any(q.kinds & _CONFIDED and q.weight >= _CONFIDES for q in quotes(now))


def _asked(story: Sequence[Told]) -> Course:
    topic = story[-1].heard.topic
    waits = any(told.reply and told.reply.questions for told in story)
    if topic == "lost":
        return Course(_state(story), "unsure" if in_distress(story) or not waits else "plain")
    return Course(_state(story), None if waits else "arrive", (f"about-{topic}",), waits=waits)


def _empty(story: Sequence[Told]) -> Course:
    """Answer a turn that gives nothing to go on: an easier question, and after three an end without reproach."""
    now, run = story[-1], _run(story)
    settled = now.answers in {"decide", "close"} or (bool(story[:-1]) and _closed(story[-2]))
    said_much = now.heard.act == "thanks" and len(substance(story)) > 1
    if settled or said_much:
        return _close("closed")
    if run >= (2 if in_distress(story) else _EMPTY_RUN) or sum(told.empty for told in story) >= _EMPTY_ALL:
        return _close("closed" if in_distress(story) else "closed-unsure" if _unsure(story) else "closed-hollow")
    if in_distress(story):
        return _sensitive(story)
    if now.heard.act == "greeting" or (not story[:-1] and now.heard.act == "hollow"):
        return Course("arrive", "arrive")
    return Course("hollow", "unsure" if now.heard.act == "unsure" else "hollow")


def _run(story: Sequence[Told]) -> int:
    """Return how many turns in a row gave nothing; greetings and asides neither count nor break the run."""
    run = 0
    for told in reversed(story):
        if told.empty:
            run += told.heard.act != "greeting"
        elif told.heard.act not in _ASIDE:
            break
    return run


def _unsure(story: Sequence[Told]) -> bool:
    return any(told.heard.act == "unsure" for told in story[-_EMPTY_RUN:])


def _closed(told: Told) -> bool:
    """Whether the chat came to its end there; where it said that it would wait, it did not."""
    reply = told.reply
    return reply is not None and reply.state == "close" and not _WAITING & {notice.code for notice in reply.notices}


def _sensitive(story: Sequence[Told]) -> Course:
    if times(story, "tender") >= _GENTLE or (len(story) > 1 and _closed(story[-2])):
        return _close("closed")
    return Course("sensitive", "tender")


def _onward(story: Sequence[Told], intention: Intention | None) -> Course:
    """Follow what was said: a change of mind, what is missing, or what the author dwells on, then the end."""
    now, turns = story[-1], len(substance(story))
    closed_before = len(story) > 1 and _closed(story[-2])
    if now.heard.act == "changing" and not turns:
        return _empty(story)
    if (
        now.heard.act == "changing"
        or turns_round(story)
        or (now.heard.turned and turns > 1 and now.answers != "change")
    ):
        return Course("explore", "change")
    missing = _missing(story, intention)
    fresh = now.facets - known(story[:-1])
    told = _tells(now) and times(story, "decide") < _DECIDES
    if told and now.answers == "decide" and not closed_before and turns < AT_MOST:
        return Course("explore", "explore")
    if closed_before or (now.answers == "decide" and (turns >= AT_MOST or not fresh)):
        return _close("closed-more") if closed_before else Course("close", "close")
    spent = lasting(story, "grief", "exhaustion")
    if turns >= (AT_MOST_SPENT if spent else AT_MOST) or (turns >= ENOUGH_SAID and not missing):
        return Course("decide", "decide")
    return _next(story, missing, spent=spent)


def _missing(story: Sequence[Told], intention: Intention | None) -> list[Facet]:
    """Return what has not been said, here or for every post, and has not been asked in vain."""
    said, grieves, spent = known(story), lasting(story, "grief"), lasting(story, "grief", "exhaustion")
    asked = {
        "why": times(story, "intention") >= (1 if intention and intention.why else 2)
        or sum(told.heard.doubts for told in story) >= _DOUBTS
        or (spent and times(story, "tender") >= 1),
        "whom": times(story, "reader") >= 1 or grieves or bool(intention and intention.community),
        "matter": times(story, "matter") >= 1 or spent or bool(intention and intention.message),
    }
    return [facet for facet in ("why", "whom", "matter") if facet not in said and not asked[facet]]


def _next(story: Sequence[Told], missing: Sequence[Facet], *, spent: bool) -> Course:
    answered = story[-1].answers
    if len(substance(story)) == 1 and not spent and not times(story, "first"):
        return Course("intention" if "why" in missing else "explore", "first")
    if "why" in missing and answered not in {"intention", "first"}:
        return Course("intention", "tender" if spent else "intention")
    dwelt = answered in {"explore", "tender", "change", "first"}
    if spent and times(story, "tender") < _GENTLE:
        return Course("explore", "tender")
    if not dwelt or not missing or (_lively(story[-1]) and times(story, "explore") < 2):
        return Course("explore", "explore")
    occasion = {"why": "intention", "whom": "reader", "matter": "matter"}[missing[0]]
    return Course("reader" if occasion == "reader" else "intention" if occasion == "intention" else "explore", occasion)


def _tells(told: Told) -> bool:
    """Whether an answer about what to do says something of the author instead: it is lived, and in the first person."""
    said = words(told.draft.text)
    lived = any(a.kind in {"feeling", "number", "speech", "detail"} and a.weight >= _LIVED for a in told.draft.anchors)
    return len(said) >= _TELLING and bool(set(said) & listed(told.draft.language, "personal")) and lived


def _lively(told: Told) -> bool:
    """Whether there is more to hear in what was just said than in what is missing."""
    return any(told.draft.strength(kind) >= 0.5 for kind in ("vulnerability", "anger", "pressure")) or (
        sum(a.kind in {"feeling", "obligation", "speech"} for a in told.draft.anchors) >= 2
    )
