"""Unquoted: the lines of a draft that no question quotes, and the words of it that make no sense alone."""

import re

from companion.records import Anchor, Draft, Language, Segment

_ASKED = 0.5
"""Strength from which a draft asks to be written, so that the lines that ask are not the author's post."""
_BREAK = re.compile(r"\n\s*\n")
_ENDS = re.compile(r"\s*(?:[.!?…,;:)»”\"]|$)")
_BEFORE = re.compile(r"[\w'’%$€]\s*$")
_NEEDS: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(r"\s*(?:que?\b|qu['’]|de\b|d['’]|du\b|des\b|à\b|au\b|pour\b)", re.I),
    "en": re.compile(r"\s*(?:that|of|to|into|than)\b", re.I),
}
"""What comes next where a clause was cut before what it needs."""
_LEANS: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"(?:\b(?:parce|de|du|des|à|au|aux|le|la|les|un|une|pour|que|qui|et|ou|mais|en|dans|sur|avec|sans|par|ce|cette|mon|ma|mes|son|sa|ses|"
        r"leur|dire|très|si|ne|se)|\b[dlnjmst]['’])$",
        re.I,
    ),
    "en": re.compile(
        r"\b(?:because|of|the|a|an|and|or|but|in|on|with|without|by|for|from|my|his|her|their|our|your|its|very|so|if|at)$",
        re.I,
    ),
}
"""How words end that lean on the next."""
_STARTS: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"(?:j['’]|je|tu|t['’]|il|elle|on|nous|vous|ils|elles|y|ça|c['’]|ce|cela|le|la|les|l['’]|un|une|des|mon|ma|mes|son|sa|ses|notre|nos|"
        r"leur|personne|rien|tout|si|quand|où|qui|moi|faut|pas|même|juste|avec|sans|pour)(?:\b|(?<=['’]))",
        re.I,
    ),
    "en": re.compile(
        r"(?:i|you|he|she|it|we|they|the|a|an|my|his|her|our|their|this|that|there|nobody|no|nothing|everything|if|when|where|who|not|just|"
        r"even|with|without|for|some|somebody|people)\b",
        re.I,
    ),
}
"""How words begin that can stand alone though others go before them."""


def shut(draft: Draft) -> list[Segment]:
    """Return the lines that order the companion about, or ask it to write, or speak of dying."""
    spans = [
        (s.kind, span)
        for s in draft.signals
        for span in s.spans
        if s.kind in {"injection", "distress"} or _asks(s.kind, s.strength)
    ]
    found = [
        line for line in draft.segments if any(span.start < line.end and line.start < span.end for _, span in spans)
    ]
    orders = min((span.start for kind, span in spans if kind == "injection"), default=None)
    if orders is None:
        return found
    after = _BREAK.search(draft.text, orders)
    end = after.start() if after else len(draft.text)
    return [*found, *(line for line in draft.segments if orders <= line.start < end)]


def _asks(kind: str, strength: float) -> bool:
    return kind == "ghostwriting" and strength >= _ASKED


def cut(anchor: Anchor, draft: Draft) -> bool:
    """Whether the words of `anchor` begin or end in the middle of a thought, so that alone they make no sense."""
    leans = _LEANS[draft.language].search(anchor.text) and not _ENDS.match(draft.text, anchor.end)
    if leans or _NEEDS[draft.language].match(draft.text, anchor.end):
        return True
    line = draft.segments[anchor.segment - 1]
    before = draft.text[line.start : anchor.start]
    return bool(_BEFORE.search(before)) and not _STARTS[draft.language].match(anchor.text)
