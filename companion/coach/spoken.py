"""What is spoken in a turn: the phrases of the word lists that stand in it, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from companion.coach.phrases import content, excused, hits_in, never_of, opening_words
from companion.language import words
from companion.lexicon import Hit
from companion.records import Draft, Segment, Span

POLITE = frozenset({"thanks.phrases", "greeting.phrases", "changing.phrases", "hollow.phrases"})
"""Courtesies: they count where a clause opens."""
_SAID = frozenset({"deciding", "refusing", "enough", "demand", "asking", "unsure", "done", "address"})
"""What counts only where the author says it: "elle m'a dit écris-moi" demands nothing."""
BREATHS = ",;:(—–…"
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"\n]*\"")


class Spoken:
    """A turn, and what the word lists find in it."""

    def __init__(self, draft: Draft) -> None:
        """Look `draft` up in the lists of both languages."""
        self.draft, self.hits = draft, hits_in(draft.text)
        hits = self.hits
        self._quoted = [match.span() for match in _QUOTED.finditer(draft.text)]
        self._told = [h for h in hits if h.table == "reported.phrases" and not excused(h, hits, "reported.never")]

    def found(self, *tables: str) -> list[Hit]:
        """Return the hits of `tables` that no idiom excuses, and that the author says themselves."""
        mine = [h for h in self.hits if h.table in tables and not excused(h, self.hits, never_of(h.table))]
        return [h for h in mine if h.table.partition(".")[0] not in _SAID or not self.reported(h)]

    def only(self, *tables: str, beside: int = 0, opening: bool = False) -> bool:
        """Whether `tables` say all there is, but for `beside` words of content, each where a clause opens if asked."""
        hits = [h for h in self.found(*tables) if not opening or h.table.endswith(".alone") or self.opens(h)]
        return bool(hits) and len(content(self.draft.text, hits)) <= beside

    def reported(self, hit: Hit | Span) -> bool:
        """Whether someone else's words hold `hit`: in quotation marks beside words of the author, or after a "dit"."""
        text, start = self.draft.text, self.sentence(hit).start
        quoted = any(begin < hit.end and hit.start < end for begin, end in self._quoted)
        return (quoted and bool(content(_QUOTED.sub(" ", text)))) or any(
            start <= told.start and told.end <= hit.start for told in self._told
        )

    def opens(self, hit: Hit) -> bool:
        """Whether `hit` is where a clause opens: nothing before it since the last breath but "bon, je pense que"."""
        return set(words(self.before(hit))) <= opening_words()

    def leads(self, hit: Hit) -> bool:
        """Whether nothing of content stands before `hit` in its clause."""
        return not content(self.before(hit))

    def sentence(self, hit: Hit | Span) -> Segment:
        """Return the sentence that `hit` begins in."""
        parts = self.draft.segments
        whole = Segment(0, 0, len(self.draft.text), self.draft.text)
        return next((s for s in parts if s.start <= hit.start < s.end), whole)

    def beside(self, hit: Hit, said: Sequence[Hit]) -> int:
        """Return how many words of content stand beside `said` in the sentence of `hit`."""
        sentence = self.sentence(hit)
        return len(content(self.draft.text, [*said, *_around(sentence, self.draft.text)]))

    def before(self, hit: Hit | Span) -> str:
        """Return what stands before `hit` since the last breath of its sentence, courtesies left out."""
        before = self.draft.text[self.sentence(hit).start : hit.start]
        for other in self.hits:
            if other.table in POLITE and self.sentence(hit).start <= other.start and other.end <= hit.start:
                before = self.draft.text[other.end : hit.start]
        return before[max(before.rfind(mark) for mark in BREATHS) + 1 :]


def _around(sentence: Segment, text: str) -> Iterable[Hit]:
    """Yield what stands before and after a sentence."""
    yield Hit("", "", 0, sentence.start)
    yield Hit("", "", sentence.end, len(text))


def breath_of(text: str) -> str:
    """Return `text` up to its next breath."""
    ends = [at for mark in BREATHS if (at := text.find(mark)) >= 0]
    return text[: min(ends, default=len(text))]
