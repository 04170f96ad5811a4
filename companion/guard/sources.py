"""What the author said: the draft, the intention, their replies and past posts, ready for comparison."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from companion.days import day_of
from companion.guard.vocabulary import akin, listed, stem, verb
from companion.language import words
from companion.records import Intention, Language, Post

_FIELDS = ("why", "community", "message", "tone", "boundaries", "wish", "return_to")
_ECHO = 8
_FAMILY = 3


@dataclass(frozen=True)
class Sources:
    """The author's texts, each part prepared when it is first asked for."""

    draft: str
    """As given."""
    own: tuple[str, ...]
    """The draft, the parts of the intention and the replies: what may be quoted freely."""
    posts: tuple[tuple[str, date | None], ...]
    """Past posts and the day they appeared."""

    @cached_property
    def _runs(self) -> tuple[str, ...]:
        return tuple(map(_run, self.own))

    @cached_property
    def _posts(self) -> tuple[tuple[str, date | None], ...]:
        return tuple((_run(text), day) for text, day in self.posts)

    @cached_property
    def words(self) -> frozenset[str]:
        """Folded words of everything."""
        return frozenset(word for run in (*self._runs, *(run for run, _ in self._posts)) for word in run.split())

    @cached_property
    def capitalised(self) -> frozenset[str]:
        """Folded words that stand capitalised somewhere."""
        texts = (*self.own, *(text for text, _ in self.posts))
        return frozenset(
            w for text in texts for part in text.split() if part[:8] != part[:8].lower() for w in words(part)
        )

    @cached_property
    def echoes(self) -> frozenset[tuple[str, ...]]:
        """Every run of eight words of the draft."""
        found = self._runs[0].split()
        return frozenset(tuple(found[at : at + _ECHO]) for at in range(len(found) - _ECHO + 1))

    @cached_property
    def _families(self) -> dict[Language, dict[str, list[str]]]:
        return {}

    def _family(self, word: str, language: Language) -> list[str]:
        """Words of the author that begin as `word` does, irregular forms taken for their verb."""
        if language not in self._families:
            families: dict[str, list[str]] = {}
            for other in self.words - listed(language, "words.function"):
                families.setdefault(verb(other, language)[:_FAMILY], []).append(other)
            self._families[language] = families
        return self._families[language].get(verb(word, language)[:_FAMILY], [])

    def hold(self, found: Iterable[str]) -> bool:
        """Whether the folded words `found` stand in a row in the draft, the intention or a reply."""
        run = f" {' '.join(found)} "
        return any(run in text for text in self._runs)

    def posted(self, found: Iterable[str]) -> Iterator[date | None]:
        """Days of the posts that hold the folded words `found` in a row."""
        run = f" {' '.join(found)} "
        return (day for text, day in self._posts if run in text)

    def days(self) -> list[date]:
        """Days of all posts."""
        return [day for _, day in self.posts if day]

    def has(self, word: str, language: Language) -> bool:
        """Whether the author used the folded `word`, or one of its family."""
        if word in self.words:
            return True
        found = stem(word, language)
        return any(akin(found, stem(other, language)) for other in self._family(word, language))


def _run(text: str) -> str:
    return f" {' '.join(words(text))} "


@lru_cache(maxsize=16)
def gather(draft: str, intention: Intention | None, posts: tuple[Post, ...], replies: tuple[str, ...]) -> Sources:
    """Gather what the author said; the last few are kept, for one turn checks several questions."""
    fields = (str(getattr(intention, name)) for name in _FIELDS) if intention else ()
    dated = tuple((post.text, day_of(post.date) if post.date else None) for post in posts)
    return Sources(draft, (draft, *fields, *replies), dated)
