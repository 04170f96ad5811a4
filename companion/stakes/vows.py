"""Vows: what the author gave their word on in a past post, where the draft speaks of the same."""

from collections.abc import Iterator
from dataclasses import replace

from companion.lexicon import Hit
from companion.recall import Recalled
from companion.records import Draft
from companion.segments import excerpt
from companion.stakes.hearing import heard
from companion.stakes.lines import Lines, spans_of
from companion.stakes.stake import Stake
from companion.stakes.wording import LINES
from companion.topics import topics, weight

_SURE = 0.6
"""Strength from which a draft speaks of a topic."""


def vows(draft: Draft, recalled: Recalled, said: dict[str, list[Hit]], lines: Lines) -> Iterator[Stake]:
    """Yield what the author gave their word on in a past post, where the draft speaks of the same."""
    spoken = [t.name for t in draft.topics if t.strength >= _SURE]
    for passage in recalled.passages:
        post = next((p for p in recalled.posts if passage.kind == "post" and p.id == passage.id), None)
        for line in LINES.finditer(post.text if post else ""):
            vowed = "vow" in heard(line[0], draft.language, "said") and excerpt(line[0])
            shared = {t.name for t in topics(line[0], draft.language, known=spoken)} & set(spoken) if vowed else set()
            if vowed and shared:
                topic = max(shared, key=weight)
                cited = replace(passage, text=vowed, topics=frozenset(shared), stance="near")
                yield Stake("vow", 0.9, lines.first(spans_of(said.get("cost", []))) or lines.about(topic), None, cited)
