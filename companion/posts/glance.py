"""A glance at an import: three of its posts, from all over it, by which an author sees that it was read right."""

from dataclasses import dataclass, field

from companion.records import Post

SHOWN = 3
"""Posts that are shown."""


@dataclass(slots=True)
class Glance:
    """What was seen of the posts as they passed; however many, a few are held."""

    undated: int = 0
    """How many have no date that could be read."""
    _count: int = 0
    _stride: int = 1
    _kept: list[Post] = field(default_factory=list)

    def note(self, post: Post) -> None:
        """See one more; what is kept gets sparser as more pass, so that it stays spread evenly."""
        self.undated += post.date is None
        if self._count % self._stride == 0:
            self._kept.append(post)
        self._count += 1
        if len(self._kept) == 4 * SHOWN:
            self._kept = self._kept[::2]
            self._stride *= 2

    @property
    def samples(self) -> list[Post]:
        """The first, one from the middle and the last of those kept; replies only where there is nothing else."""
        own = [post for post in self._kept if post.kind != "reply"] or self._kept
        places = {0, (len(own) - 1) // 2, len(own) - 1} if own else set()
        return [own[place] for place in sorted(places)]
