"""Thoughts: what stands between two breaths of a sentence, or opens within and runs to the end, whole.

The words that join, open and trail are in prompts/hearing, under [clauses].
"""

import re
from collections.abc import Iterator
from functools import cache

from companion import lexicon, prompt
from companion.language import WORD, folded, words
from companion.records import Language

LINE = 12
"""Words of a thought, at most."""
_BREATH = re.compile("[^,;:.!?…()\\[\\]—–\\n]+(?:[.,]\\d[^,;:.!?…()\\[\\]—–\\n]*)*")
_WRITTEN = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
_SCOPE = re.compile(r"[,;:.!?…()\[\]—–\n]")
"""What ends the reach of a "not"."""
_NO_DENIAL = [["mal"], ["juste"], ["seulement"], ["rien"], ["just"], ["only"]]
"""What follows a "not" that denies nothing: "pas mal", "not only"."""
_WHOM, _BARE = frozenset({"pour", "for", "to"}), 5
"""What may open a short answer by itself ("for my sister"); and words up to which another "of" or "on" may not."""
_QUE = frozenset({"que", "qu"})
_PAIRING = frozenset({"et", "and", "so", "si"})
"""Words that part two thoughts only where a subject follows: "ma soeur et moi" is one."""


_AFTER_A_LEAD: dict[Language, frozenset[str]] = {
    "fr": frozenset({"'", "’", " ", ",", "\u00a0"}),
    "en": frozenset({" ", ",", "\u00a0"}),
}
"""What may follow a word that leads in: "parce qu'on" begins at "on", "that's" does not begin at "s"."""
_POSSESSIVE = frozenset({"my", "our", "his", "her", "their"})


def thoughts(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Yield where each thought of a sentence begins and ends, as it was said."""
    for breath in _BREATH.finditer(text):
        yield from _parts(text, breath.start(), breath.end(), language)


def trimmed(text: str, start: int, end: int, language: Language) -> tuple[int, int]:
    """Return where a thought begins and ends without what leads in to it ("ben", "parce que") or trails off."""
    start = _past_leads(text, start, end, language)
    end = start + len(text[start:end].rstrip(" \u00a0\u202f.,;:!?…-–—"))
    return start, _before_trails(text, start, end, language)


def stands_alone(text: str, language: Language) -> bool:
    """Whether a thought can stand between quotation marks: it neither hangs on what was before nor leads on."""
    said = words(text)
    stays = len(said) > 1 and said[-2] in listed(language, "stays")  # "je suis encore là": no article
    hangs = not said or said[0] in listed(language, "dangling") or (not stays and said[-1] in listed(language, "tails"))
    bare = bool(said) and said[0] in listed(language, "leading") - _WHOM and len(said) <= _BARE
    led = len(said) > 1 and said[0] in listed(language, "leading") and said[1] in listed(language, "dangling")
    return not (hangs or led or bare) and len(text.split()) <= LINE


def denied(text: str, start: int, language: Language) -> bool:
    """Whether a "not" before `start`, since the last breath, governs what begins there: "c'est pas *pour vendre*".

    It does so through "que" and "because" alike, since "not because" denies the reason; not past "but".
    """
    said = words(_SCOPE.split(text[:start])[-1])
    scope = said[max((at + 1 for at, word in enumerate(said) if word in listed(language, "frees")), default=0) :]
    if language == "fr" and "plus" in scope and {"ne", "n"} & set(scope):
        return True
    return any(
        word in listed(language, "negates") and scope[at + 1 : at + 2] not in _NO_DENIAL
        for at, word in enumerate(scope)
    )


def torn(text: str, start: int, language: Language) -> bool:
    """Whether what begins at `start` leaves its object behind: "des boutons que *ma mère ramassait*"."""
    before = words(_SCOPE.split(text[:start])[-1])
    relative = language == "fr" and len(before) > 1 and before[-1] in _QUE
    return relative and before[-2] not in listed(language, "declares")


def _parts(text: str, start: int, end: int, language: Language) -> Iterator[tuple[int, int]]:
    said = [(m.start(), m.end(), folded(m[0])) for m in _WRITTEN.finditer(text, start, end)]
    if not said:
        return
    cuts = [0]
    for at, (_, _, word) in enumerate(said):
        pairs = word in _PAIRING and (not _opens(said, at + 1, language) or _with_me(said, at))
        if at and word in listed(language, "joins") and not pairs:
            cuts.append(at)
    for begin, stop in _short_enough(text, said, cuts, language):
        for at in range(begin, stop):
            if at == begin or (_opens(said, at, language) and _open_at(said, at, language)):
                yield said[at][0], said[stop - 1][1]


def _short_enough(
    text: str, said: list[tuple[int, int, str]], cuts: list[int], language: Language
) -> Iterator[tuple[int, int]]:
    """Yield where thoughts begin and stop; of one that is too long, what stands before a word that goes on."""

    def fits(begin: int, stop: int) -> bool:
        return len(text[said[begin][0] : said[stop - 1][1]].split()) <= LINE

    for begin, stop in zip(cuts, [*cuts[1:], len(said)], strict=True):
        ends = [at for at in range(begin + 4, stop) if said[at][2] in listed(language, "goes_on") and fits(begin, at)]
        yield begin, stop if fits(begin, stop) or not ends else ends[-1]


def _with_me(said: list[tuple[int, int, str]], at: int) -> bool:
    """Whether "and" at `at` only joins two people: "my sister and I"."""
    return at >= 2 and said[at - 2][2] in _POSSESSIVE and at + 1 < len(said) and said[at + 1][2] == "i"


def _opens(said: list[tuple[int, int, str]], at: int, language: Language) -> bool:
    """Whether a subject stands at `at`."""
    return at < len(said) and said[at][2] in listed(language, "subjects")


def _open_at(said: list[tuple[int, int, str]], at: int, language: Language) -> bool:
    """Whether the word before lets a whole thought open: "que", not behind "avant" or "pour"."""
    bound = at >= 2 and said[at - 2][2] in listed(language, "binding")
    return said[at - 1][2] in listed(language, "opens") and not bound


def _past_leads(text: str, start: int, end: int, language: Language) -> int:
    """Return where the thought begins, past "ben", "parce que", "I guess"."""
    while True:
        blank = WORD.search(text, start, end)
        start = blank.start() if blank else end
        hits = lexicon.load(f"hearing/{language}.toml", ("clauses.leads",)).hits(text[start:end])
        lead = next((hit for hit in hits if hit.start == 0 and start + hit.end < end), None)
        if lead is None or text[start + lead.end : start + lead.end + 1] not in _AFTER_A_LEAD[language]:
            return start
        start += lead.end


def _before_trails(text: str, start: int, end: int, language: Language) -> int:
    """Return where the thought ends, before a trailing "I guess" or "je crois"; "encore là" is no trail."""
    hits = lexicon.load(f"hearing/{language}.toml", ("clauses.trails",)).hits(text[start:end])
    trail = next((hit for hit in hits if hit.start and start + hit.end == end), None)
    if trail is None or words(text[start : start + trail.start])[-1:] in [[word] for word in listed(language, "stays")]:
        return end
    return start + len(text[start : start + trail.start].rstrip(" \u00a0\u202f,"))


@cache
def listed(language: Language, name: str) -> frozenset[str]:
    """Return the words of one list of [clauses] in prompts/hearing."""
    return frozenset(words(prompt.table(f"hearing/{language}.toml")["clauses"][name]))
