"""What was erased, in numbers: a receipt names nothing of what is gone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Receipt:
    """How much of what is gone."""

    posts: int = 0
    """Past posts, with their words and vectors."""
    places: int = 0
    """Posts that stay because they appeared elsewhere too."""
    sessions: int = 0
    """Drafts and chats."""
    turns: int = 0
    """What was said and replied in them."""
    questions: int = 0
    """Questions asked, with their answers."""
    intentions: int = 0
    """Versions of the intention."""

    @classmethod
    def between(cls, before: Mapping[str, int], after: Mapping[str, int]) -> Self:
        """Return what there was and is no more."""
        return cls(**{name: before[name] - after[name] for name in before})
