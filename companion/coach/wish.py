"""What the author wishes of the questions they are asked."""

from dataclasses import dataclass

from companion.records import Lens, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the author said before the questions."""

    lens: Lens | None = None
    """What they would like to be asked about; None to be surprised."""
    suspicion: str = ""
    """What they suspect already, in their own words."""
    never: frozenset[str] = frozenset()
    """Frames they never want again."""
    versions: tuple[Version, ...] = ()
    """Earlier versions of this draft, oldest first."""

    @property
    def seen(self) -> frozenset[str]:
        """Frames that were asked about an earlier version."""
        asked = {question.frame for each in self.versions for question in each.reply.questions if question.frame}
        return frozenset(asked.union(*(each.gave_way for each in self.versions)))

    @property
    def texts(self) -> tuple[str, ...]:
        """Questions that were asked about an earlier version, as they were."""
        return tuple(question.text for each in self.versions for question in each.reply.questions)
