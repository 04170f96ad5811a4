"""Wording: a model words the questions that were chosen; the guard reads each whole, before anyone sees it.

Invariant: what the guard refuses is never shown, kept or logged, not even as the place of a fault. It is asked for once
more, with the names of the rules and not a word of what was refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from companion import guard, prompt
from companion.coach.aid import Aid, Attempt, address, broken, list_of, opening, prompts, you
from companion.errors import ModelError
from companion.fence import inline
from companion.language import folded
from companion.model import Prompt
from companion.plan import Choice
from companion.questions import typeset
from companion.records import Cited, Draft, Evidence, Fault, Intention, Language, Question

_TOKENS = 90
"""Of an answer, for each question in it."""
_QUOTED = 160
"""Characters of what a question hangs on that a model reads beside the draft."""


@dataclass(slots=True)
class Wording:
    """One try at having some questions worded."""

    aid: Aid
    """Who words them."""
    draft: Draft
    """What they are about; a chat's is its last turn."""
    material: str
    """What the model reads of the author, in fences."""
    purpose: Literal["phrase", "clarify"]
    """Name of the file in prompts/model that it is told from."""
    intention: Intention | None = None
    """What the guard takes for the author's own words beside the draft."""
    replies: tuple[str, ...] = ()
    """Likewise: what the author said before."""
    shown: Sequence[str] = ()
    """Questions that the author sees already."""
    faults: list[Fault] = field(default_factory=list)
    """What the guard refused, without its words."""
    error: ModelError | None = None
    """What went wrong with the model, if it did."""
    refused: bool = False
    """Whether something it worded was set aside in the end."""

    def stream(self, choices: Sequence[Choice]) -> Iterator[tuple[Choice, Question]]:
        """Yield each choice whose wording passed, as soon as it closes; ask once more for the others."""
        left = {number: choice for number, choice in enumerate(choices, start=1) if wordable(choice)}
        reasons: dict[int, tuple[str, ...]] = {}
        for again in (False, True):
            if not left or (again and self.error and not broken(self.error)):
                break
            self.error = None
            try:
                for number, text in self._answered(left, reasons, again=again):
                    question = self._judged(left[number], text, reasons, number, again=again)
                    if question:
                        yield left.pop(number), question
            except ModelError as error:
                self.error = error
        self.refused = any(number in left for number in reasons)

    def _answered(
        self, left: dict[int, Choice], reasons: dict[int, tuple[str, ...]], *, again: bool
    ) -> Iterator[tuple[int, str]]:
        """Yield what the model words, by the number of its point, each point once."""
        told = prompts(self.purpose, self.draft.language)
        language, register = self.draft.language, self.draft.register
        system = prompt.fill(told["system"], address=address(language, register), you=you(language, register))
        user = prompt.fill(
            told["user"],
            material=self.material,
            points="\n".join(self._point(number, choice, told) for number, choice in left.items()),
            again=_why_again(language, reasons, again=again),
        )
        number = {"type": "integer", "enum": [*left]}
        schema = list_of("questions", {"point": number, "question": {"type": "string"}}, many=len(left))
        open_points = set(left)
        for entry in self.aid.entries(Prompt(system, user), schema, most=_TOKENS * len(left) + _TOKENS // 2):
            point, text = entry.get("point"), entry.get("question")
            if type(point) is int and point in open_points and isinstance(text, str):
                open_points.remove(point)
                yield point, text

    def _point(self, number: int, choice: Choice, told: Mapping[str, str]) -> str:
        """Return one point to word: how the question begins, and what it hangs on."""
        begins = opening(choice.frame.lens, self.draft.language, self.draft.register)
        texts = [each.text for each in (choice.anchor, choice.other, choice.passage) if each]
        quoted = " ".join(f"« {inline(text, most=_QUOTED)} »" for text in texts[:2])
        return prompt.fill(told["point" if quoted else "bare"], number=number, opening=begins, passage=quoted)

    def _judged(
        self, choice: Choice, text: str, reasons: dict[int, tuple[str, ...]], number: int, *, again: bool
    ) -> Question | None:
        """Return the question, None where the guard refuses it."""
        language = self.draft.language
        text = typeset(" ".join(text.split()), language)
        faults = self._faults(text)
        rules = tuple(dict.fromkeys(fault.rule for fault in faults))
        self.aid.watch(Attempt("phrase", text, choice.frame.lens, rules, again=again))
        if faults:
            reasons[number] = rules
            self.faults += [replace(fault, where="") for fault in faults]
            return None
        reasons.pop(number, None)
        self.shown = (*self.shown, text)
        return _question(choice, text, self.draft)

    def _faults(self, text: str) -> list[Fault]:
        if any(folded(text) == folded(other) for other in self.shown):
            return [Fault("repeat", "G", "", "it was asked already")]
        try:
            faults = guard.check(
                text,
                draft=self.draft.text,
                intention=self.intention,
                replies=self.replies,
                language=self.draft.language,
                register=self.draft.register,
                phrasing="own",
            )
        except Exception:  # a model's words must never cost the author a reply, whatever they do to the guard
            return [Fault("input", "G", "", "the guard could not read it")]
        return [fault for fault in faults if fault.level == "G"]


def wordable(choice: Choice) -> bool:
    """Whether a model may word it: a past post is never given to one."""
    return choice.passage is None or choice.passage.kind != "post"


def _why_again(language: Language, reasons: dict[int, tuple[str, ...]], *, again: bool) -> str:
    """Return what to say where it is asked once more: which rules, in our words; never what it had said."""
    if not again:
        return ""
    told = prompts("again", language)
    rules = dict.fromkeys(rule for each in reasons.values() for rule in each) or {"incomplete": None}
    return told["lead"] + "\n" + "\n".join(dict.fromkeys(f"- {told.get(rule, told['other'])}" for rule in rules))


def _question(choice: Choice, text: str, draft: Draft) -> Question:
    """Return the model's words as a question of the same lens, move and anchor; the why is a person's."""
    anchor, passage = choice.anchor, choice.passage
    cites = passage is not None and folded(passage.text) in folded(text)
    return Question(
        text=text,
        lens=choice.frame.lens,
        move=choice.frame.move,
        frame=None,
        phrasing="own",
        anchor=Cited(anchor.segment, anchor.start, anchor.end, anchor.text) if anchor else None,
        evidence=(Evidence(passage.kind, passage.id, passage.date, passage.text),) if passage and cites else (),
        why=typeset(choice.frame.why(draft.language, draft.register), draft.language),
    )
