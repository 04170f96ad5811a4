"""Judge: a model that says of a question whether it coaches or leaks; heard only where it agrees with people."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, Protocol, get_args

import tomli

from companion import prompt
from companion.coach.aid import Aid, list_of
from companion.errors import ModelError
from companion.fence import fenced, inline
from companion.model import Model, Prompt, choose
from companion.records import Language

from . import figures, licences

HERE = Path(__file__).resolve().parent
Label = Literal["coaches", "leaks"]
NO_ANSWER = "none"
"""Label of what a judge gave no readable answer to: it agrees with nobody."""
_DRAFT, _QUESTION, _TOKENS = 2_000, 400, 40


@dataclass(frozen=True, slots=True)
class Labelled:
    """One question about a draft, as people labelled it."""

    language: Language
    """Of both."""
    draft: str
    """What it is asked about."""
    question: str
    """As a coach would ask it."""
    label: Label
    """Whether it coaches or leaks."""


@cache
def labelled() -> tuple[Labelled, ...]:
    """Load judged.toml."""
    drafts = tomli.loads((HERE / "judged.toml").read_text(encoding="utf-8"))["draft"]
    return tuple(
        Labelled(each["language"], each["text"], question, label)
        for each in drafts
        for label in get_args(Label)
        for question in each[label]
    )


class Judge(Protocol):
    """Whoever labels questions."""

    def label(self, language: Language, draft: str, question: str) -> Label | None:
        """Say whether `question` about `draft` coaches or leaks; None where there is no readable answer."""

    def nearest(self, language: Language, drafts: Sequence[str], question: str) -> int | None:
        """Say which of `drafts` the question is about, counted from 0; None where there is no readable answer."""


@contextlib.contextmanager
def opened(name: str, api_base: str | None = None) -> Iterator[Judge]:
    """Give the model called `name` as a judge. Raises BadModel, BadSetting, ModelError."""
    with choose.opened(name, api_base) as model:
        yield Asked(model)


@dataclass(frozen=True, slots=True)
class Asked:
    """A language model as a judge; what it reads is in fences, and its answer one word of a schema."""

    model: Model
    """Whom to ask."""

    def label(self, language: Language, draft: str, question: str) -> Label | None:
        """Ask once; a model that breaks off or strays has given no answer."""
        material = {"draft": fenced("draft", draft, most=_DRAFT), "question": inline(question, most=_QUESTION)}
        said = self._asked("label", language, {"label": {"type": "string", "enum": [*get_args(Label)]}}, material)
        return said if said in get_args(Label) else None

    def nearest(self, language: Language, drafts: Sequence[str], question: str) -> int | None:
        """Ask once."""
        texts = "\n".join(fenced(f"draft-{n}", text, most=_DRAFT) for n, text in enumerate(drafts, 1))
        numbers = {"type": "integer", "enum": [*range(1, len(drafts) + 1)]}
        material = {"drafts": texts, "question": inline(question, most=_QUESTION)}
        said = self._asked("nearest", language, {"number": numbers}, material)
        return said - 1 if type(said) is int and 1 <= said <= len(drafts) else None

    def _asked(self, what: str, language: Language, field: dict[str, Any], material: dict[str, str]) -> Any:  # noqa: ANN401
        told = _told()[language][what]
        said = Prompt(told["system"], prompt.fill(told["user"], **material))
        aid = Aid(name=self.model.name, where=self.model.where, opened=lambda: self.model)
        with contextlib.suppress(ModelError):
            for entry in aid.entries(said, list_of("answers", field, many=1), most=_TOKENS):
                return entry.get(*field)
        return None


@cache
def _told() -> dict[str, Any]:
    return tomli.loads((HERE / "judge.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far a judge agrees with people, in one language."""

    n: int
    """Questions that people labelled."""
    kappa: float
    """Cohen's, beyond chance."""
    low: float
    """Lower end of its interval, whole drafts being drawn again."""
    high: float
    """Upper end."""
    unanswered: int
    """Questions without a readable answer: disagreements, all of them."""
    refused: tuple[str, ...]
    """What it fell short of; empty where it is heard."""


def agreement(judge: Judge, language: Language, progress: Any = None) -> Agreement:  # noqa: ANN401
    """Put the labelled questions of one language before the judge."""
    rows = [each for each in labelled() if each.language == language]
    drafts: dict[str, list[tuple[str, str]]] = {}
    for done, each in enumerate(rows, 1):
        said = judge.label(language, each.draft, each.question) or NO_ANSWER
        drafts.setdefault(each.draft, []).append((each.label, said))
        if progress:
            progress(done, len(rows))
    return measured(list(drafts.values()))


def measured(drafts: Sequence[Sequence[tuple[str, str]]]) -> Agreement:
    """Return what pairs of labels, people's and the judge's, come to, draft by draft."""
    bound = licences.thresholds()["judge"]
    pairs = [pair for draft in drafts for pair in draft]
    kappa = figures.kappa(*map(list, zip(*pairs, strict=True)))
    low, high = figures.interval(drafts, lambda held: figures.kappa(*map(list, zip(*held, strict=True))))
    refused = {
        "too-few": len(pairs) < bound["labelled"],
        "disagrees": kappa < bound["kappa"],
        "loose": low < bound["low"],
    }
    return Agreement(
        n=len(pairs),
        kappa=round(kappa, 3),
        low=round(low, 3),
        high=round(high, 3),
        unanswered=sum(said == NO_ANSWER for _, said in pairs),
        refused=tuple(name for name, is_so in refused.items() if is_so),
    )
