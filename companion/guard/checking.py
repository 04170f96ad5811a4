"""The guard's one entry: every rule, on one question."""

from collections.abc import Sequence

from companion.guard import address, form, novelty, pasteable, quotation, tone
from companion.guard.reading import read
from companion.guard.rules import Phrasing
from companion.guard.sources import gather
from companion.records import Fault, Intention, Language, Post, Register

_FAMILIES = (form.check, quotation.check, pasteable.check, novelty.check, tone.check, address.check)


def check(
    question: str,
    *,
    draft: str,
    intention: Intention | None = None,
    posts: Sequence[Post] = (),
    replies: Sequence[str] = (),
    language: Language,
    register: Register | None = None,
    phrasing: Phrasing = "curated",
) -> list[Fault]:
    """Return every fault of `question`, each once; it may be shown if none is of level G."""
    sources = gather(draft, intention, tuple(posts), tuple(replies))
    reading = read(question, language=language, register=register, phrasing=phrasing, sources=sources)
    return list(dict.fromkeys(fault for family in _FAMILIES for fault in family(reading)))
