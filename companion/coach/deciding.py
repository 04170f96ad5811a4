"""Deciding: the way out an author takes, said in passing or in so many words. A no is never heard as a yes."""

from collections.abc import Sequence
from functools import cache
from typing import Literal, cast, get_args

from companion import prompt
from companion.coach.phrases import content
from companion.coach.spoken import Spoken, breath_of
from companion.language import words
from companion.lexicon import Hit
from companion.records import Language, WayOut

SAYS_LITTLE = 2
"""Words of content beside a phrase, up to which the phrase is what the turn says."""
_DECIDED = 14
"""Words at most of the sentence in which an author decides."""
_TELLS = 6
"""Words of content after a decision from which the turn goes on telling, and decides nothing."""
_LEADS_UP = 4
"""Words of content before a decision that is a turn's last word: "ma fille dort, je publie"."""
_POSTED = 8
"""Words at most of the sentence that says it is posted."""
_NEAR = 3
"""Words before a decision in which a "not" turns it round."""
_NEGATIONS = frozenset(
    {"not", "never", "against", "won", "wont", "don", "dont", "pas", "jamais", "contre", "pu", "pus"}
)
_BESIDE = ("decided.words", "hollow.phrases", "thanks.phrases", "changing.phrases", "enough.phrases")
WAYS = tuple(f"deciding.{way}" for way in get_args(WayOut))
"""The lists of the ways out."""


def way_out(turn: Spoken, *, first: bool) -> WayOut | None:
    """Return the way out an author takes: the last one named, in a short sentence that says little else."""
    if refuses(turn) and not (first and _tells(turn)):
        return "not-today"
    ways = ("keep", "not-today") if first else ("post", "keep", "not-today")
    hits = sorted(turn.found(*(f"deciding.{way}" for way in ways)), key=lambda h: (h.end, h.end - h.start))
    short = [h for h in hits if _decides(turn, h, hits) and not _qualified(turn, h)]
    if not short or (first and len(content(turn.draft.text, short)) > SAYS_LITTLE):
        return None
    whole = [h for h in short if not any(o.start < h.start < o.end or _holds(o, h) for o in short)]
    way = cast(WayOut, whole[-1].table.removeprefix("deciding."))
    return "not-today" if way == "post" and _denied(turn.draft.text, whole[-1]) else way


def refuses(turn: Spoken) -> bool:
    """Whether an author says no to this text: of it, now, and without a condition; a habit or a reason is none."""
    return any(_refused(turn, hit) for hit in turn.found("refusing.phrases"))


def _refused(turn: Spoken, hit: Hit) -> bool:
    text, said = turn.draft.text, [*turn.found(*_BESIDE), hit]
    sentence = turn.sentence(hit)
    rest = breath_of(text[hit.end : sentence.end])
    until = hit.end + len(rest)
    before = len(content(text, [*said, Hit("", "", 0, sentence.start), Hit("", "", hit.start, len(text))]))
    beyond = len(content(text, [*said, Hit("", "", 0, until)]))
    object_ = content(text, [*said, Hit("", "", 0, hit.end), Hit("", "", until, len(text))])
    return not object_ and not _qualified(turn, hit) and before <= _LEADS_UP and beyond < _TELLS


def _qualified(turn: Spoken, hit: Hit) -> bool:
    """Whether what stands near `hit` makes a doubt, a condition, a habit or a reason of it."""
    sentence, text = turn.sentence(hit), turn.draft.text
    if any(sentence.start <= doubt.start < hit.start for doubt in turn.found("unsure.doubt")):
        return True
    if hit.table == "deciding.keep" or (hit.table == "deciding.post" and not _denied(text, hit)):
        return False
    before = {*words(turn.before(hit)), *words(text[hit.start : hit.end])}
    after = set(words(_unsaid(turn, hit.end, hit.end + len(breath_of(text[hit.end : sentence.end])))))
    return bool(before & _small("unless") or after & _small("after"))


def _unsaid(turn: Spoken, start: int, end: int) -> str:
    """Return what stands from `start` to `end`, "for now" and the like left out."""
    beside = [(h.start, h.end) for h in turn.found("decided.words")]
    kept = (c if not any(a <= at < b for a, b in beside) else " " for at, c in enumerate(turn.draft.text))
    return "".join(kept)[start:end]


@cache
def _small(name: Literal["unless", "after"]) -> frozenset[str]:
    """Return the words of either language that make something else of a no."""
    return frozenset(
        w for each in get_args(Language) for w in words(prompt.table(f"hearing/{each}.toml")["refusing"][name])
    )


def _tells(turn: Spoken) -> bool:
    """Whether a turn says more than its refusal."""
    return len(content(turn.draft.text, turn.found("refusing.phrases", *_BESIDE))) > SAYS_LITTLE


def _denied(text: str, hit: Hit) -> bool:
    """Whether a "not" stands right before a decision to post, within it or after: a no is never heard as a yes."""
    near = [*words(text[: hit.start])[-_NEAR:], *words(text[hit.start : hit.end]), *words(text[hit.end :])[:1]]
    return bool(set(near) & _NEGATIONS)


def _decides(turn: Spoken, hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether `hit` is what its sentence says, and the turn does not go on to tell."""
    sentence, text = turn.sentence(hit), turn.draft.text
    said = [*hits, *turn.found(*_BESIDE)]
    after = len(content(text, [*said, Hit("", "", 0, sentence.end)]))
    last = not content(text, [*said, Hit("", "", 0, hit.end), Hit("", "", sentence.end, len(text))])
    ends = last and turn.opens(hit)
    little = turn.beside(hit, said) <= (_LEADS_UP if ends else SAYS_LITTLE)
    return len(words(sentence.text)) <= _DECIDED and little and after < _TELLS


def done(turn: Spoken) -> bool:
    """Whether they say that it is posted: in a few words, and where a clause opens."""
    hits = [h for h in turn.found("done.phrases") if turn.opens(h)]
    return any(turn.beside(h, hits) <= SAYS_LITTLE and len(words(turn.sentence(h).text)) <= _POSTED for h in hits)


def _holds(one: Hit, other: Hit) -> bool:
    """Whether `one` says all that `other` says and more: "je le publie pas" holds "je le publie"."""
    return one.start == other.start and one.end > other.end
