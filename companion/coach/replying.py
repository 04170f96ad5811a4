"""Replying: a plan becomes questions, one by one: the planner's first at once, then what a model may do, then the rest.

Invariant: whatever a model does or fails to do, the author gets the questions that were planned.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from companion.coach.aid import Aid, broken
from companion.coach.asking import ask
from companion.coach.material import of_draft
from companion.coach.picking import pick, shortlist
from companion.coach.turn import Turn
from companion.coach.using import failure, notice, used
from companion.coach.wording import Wording
from companion.plan import Choice, worth_asking
from companion.records import Draft, Fault, Notice, Question, Reply

_TRIES = 12
"""Refusals after which a question is given up: the guard refuses next to nothing that is curated."""


@dataclass(slots=True)
class Replying:
    """One reply to a draft, on its way."""

    turn: Turn
    """Read, recalled and planned."""
    reply: Reply
    """As far as it is."""
    asked: tuple[Choice, ...] = ()
    """What was asked so far."""
    whole: bool = True
    """Whether no answer of a model broke off after something of it was shown."""

    def stream(self) -> Generator[Reply]:
        """Yield the reply once more with each question, and once when it is done."""
        first, rest = self.turn.plan.choices[:1], self.turn.plan.choices[1:]
        yield from self._curated(first, beside=rest)
        aid = self._aid()
        if aid and rest:
            if aid.chooses:
                rest = self._picked(aid, rest)
            if aid.phrases:
                rest = yield from self._worded(aid, rest)
        yield from self._curated(rest)
        yield replace(self.reply, complete=self.whole)

    def _aid(self) -> Aid | None:
        """Return the model at the coach's side; to someone in distress, only people's words are said."""
        return None if self._draft.strength("distress") else self.turn.aid

    @property
    def _draft(self) -> Draft:
        assert self.turn.draft is not None
        return self.turn.draft

    def _curated(self, planned: Sequence[Choice], *, beside: Sequence[Choice] = ()) -> Iterator[Reply]:
        for place, choice in enumerate(planned):
            others = (*self.asked, *planned[place + 1 :], *beside)
            taken, question, faults = _guarded(self.turn, choice, others)
            self.reply = replace(self.reply, faults=self.reply.faults + faults)
            if taken and question:
                yield self._with(taken, question)

    def _with(self, choice: Choice, question: Question) -> Reply:
        self.asked = (*self.asked, choice)
        self.reply = replace(self.reply, questions=(*self.reply.questions, question))
        return self.reply

    def _picked(self, aid: Aid, planned: Sequence[Choice]) -> tuple[Choice, ...]:
        """Return what to ask next: what the model chose, filled up with what the planner did."""
        if not self.asked:
            return tuple(planned)
        candidates = shortlist(self.asked[0], planned, self.turn.plan.reserve)
        picked = pick(aid, self._draft, of_draft(self.turn), candidates, many=len(planned))
        taken: list[Choice] = []
        for choice in picked.choices:
            if worth_asking(choice, [*self.asked, *taken]):
                taken.append(choice)
        if picked.error:
            self._told(failure(self.turn, picked.error))
        elif not taken:
            self._told(notice(self.turn, "model-undecided"))
        else:
            self._used(aid, chose=True)
        spare = [choice for choice in planned if choice not in taken]
        taken += [choice for choice in spare if worth_asking(choice, [*self.asked, *taken])]
        return tuple(taken[: len(planned)])

    def _worded(self, aid: Aid, planned: Sequence[Choice]) -> Generator[Reply, None, tuple[Choice, ...]]:
        """Yield the questions that the model words, and return what it left."""
        wording = Wording(
            aid=aid,
            draft=self._draft,
            material=of_draft(self.turn),
            purpose="phrase",
            intention=self.turn.recalled.intention,
            shown=[*self.turn.wish.texts, *(question.text for question in self.reply.questions)],
        )
        left = list(planned)
        for choice, question in wording.stream(planned):
            left.remove(choice)
            self._used(aid, phrased=True)
            yield self._with(choice, question)
        self.reply = replace(self.reply, faults=(*self.reply.faults, *wording.faults))
        if wording.error:
            self.whole = len(left) == len(planned)
            stopped = not self.whole and broken(wording.error)
            self._told(notice(self.turn, "model-cut") if stopped else failure(self.turn, wording.error))
        elif wording.refused:
            self._told(notice(self.turn, "model-set-aside"))
        return tuple(left)

    def _told(self, what: Notice) -> None:
        """Add a notice, once."""
        if all(what.code != other.code for other in self.reply.notices):
            self.reply = replace(self.reply, notices=(*self.reply.notices, what))

    def _used(self, aid: Aid, *, chose: bool = False, phrased: bool = False) -> None:
        self.reply = replace(self.reply, model=used(self.reply.model, aid, chose=chose, phrased=phrased))


def _guarded(
    turn: Turn, planned: Choice, others: Sequence[Choice]
) -> tuple[Choice | None, Question | None, tuple[Fault, ...]]:
    """Render `planned`, or the best in reserve that repeats nothing of `others`, until the guard lets one through."""
    faults: tuple[Fault, ...] = ()
    for choice in (planned, *(each for each in turn.plan.reserve if worth_asking(each, others))):
        question, refused = ask(turn, choice)
        if not refused:
            return choice, question, faults
        faults += refused
        if len(faults) >= _TRIES:
            break
    return None, None, faults
