"""Vows: what the author gave their word on in a past post, where the draft speaks of the same."""

import re
from collections.abc import Iterator
from dataclasses import replace

from companion.language import stems
from companion.lexicon import Hit
from companion.recall import Recalled
from companion.records import Anchor, Draft, Language, Post
from companion.segments import excerpt
from companion.stakes.hearing import heard
from companion.stakes.lines import Lines, spans_of
from companion.stakes.stake import Stake
from companion.stakes.wording import LINES
from companion.topics import topics, weight

_SURE = 0.6
"""Strength from which a draft speaks of a topic."""
_ECHO = 2
"""Words of the vow in one line of the draft that make the draft speak of the same."""
_OTHERS = re.compile(
    r"[«»“”\"]|\b(?:dit|disait|disent|répète|répétait|jurait|écrit|écrivait|répond|répondu"
    r"|said|says|say|told|tells|swore|swears|promised me)\b",
    re.I,
)
"""What somebody else said: no word of the author's."""
_OWN: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(r"\b(?:je|j['’]|moi|on|nous|mes|mon|ma|nos|notre|promis|ici|toujours)(?:\b|(?<=['’]))", re.I),
    "en": re.compile(r"\b(?:i|i['’]\w+|we|we['’]\w+|me|my|our|us|here|promise|always|never|no)\b", re.I),
}


def vows(draft: Draft, recalled: Recalled, said: dict[str, list[Hit]], lines: Lines) -> Iterator[Stake]:
    """Yield what the author gave their word on in a past post, where the draft speaks of the same."""
    spoken = {topic.name for topic in draft.topics if topic.strength >= _SURE}
    for passage in recalled.passages:
        post = next((p for p in recalled.posts if passage.kind == "post" and p.id == passage.id), None)
        for line in _given(post, draft.language):
            shared = {t.name for t in topics(line, draft.language, known=spoken)} & spoken
            echo = _echo(line, draft, lines)
            if shared or echo:
                about = lines.about(max(shared, key=weight)) if shared else None
                cited = replace(passage, text=excerpt(line), topics=frozenset(shared), stance="near")
                yield Stake("vow", 0.9, lines.first(spans_of(said.get("cost", []))) or echo or about, None, cited)


def _echo(vow: str, draft: Draft, lines: Lines) -> Anchor | None:
    """Return the line of the draft that has two words of `vow` or more, those most."""
    given = set(stems(vow, draft.language))
    alike = {anchor: len(given & set(stems(anchor.text, draft.language))) for anchor, _ in lines.all}
    line = max(alike, key=lambda anchor: alike[anchor], default=None)
    return line if line and alike[line] >= _ECHO else None


def _given(post: Post | None, language: Language) -> Iterator[str]:
    """Yield the lines of a post in which its author gives their word: not those that tell what others said."""
    for match in LINES.finditer(post.text if post else ""):
        line = match[0]
        own = _OWN[language].search(line) and not _OTHERS.search(line)
        if own and "vow" in heard(line, language, "said") and excerpt(line):
            yield line
