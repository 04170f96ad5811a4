"""What stands out in a draft as a whole. The word lists are in prompts/lexicons."""

import base64
import binascii
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import get_args

from companion import lexicon
from companion.language import words
from companion.lexicon import Hit
from companion.records import Language, Segment, Signal, SignalKind, Span

_URGENT = ("signals.distress.", "signals.injection.")
"""What counts whatever language the draft is in: acute distress, and orders to the companion."""
_TEMPLATE = re.compile(
    r"<\|\w+\|>|\[/?INST\]|</?(?:draft|brouillon|system|s|instructions?)>|###\s*(?:system|instruction)", re.I
)
_BASE64 = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")
_HASHTAG = re.compile(r"[#@]\w+|https?://\S+")
_OFFER = re.compile(r"\d\s?(?:%|\$|€)|https?://|www\.", re.I)
_SHOUT = re.compile(r"!\s*!|\b[A-ZÀ-Ý]{4,}\b")
_LIST = re.compile(r"^[ \t]*(?:\d{1,2}[.)/]|[-•✅👉✔️➡️])\s*\S", re.M)


def signals(draft: str, segments: Sequence[Segment], language: Language) -> tuple[Signal, ...]:
    """Read `draft` for what stands out, strongest first."""
    hits = [hit for each in get_args(Language) for hit in _heard_in(each, draft, whole=each == language)]
    found = {kind: signal for kind in get_args(SignalKind) if (signal := _listed(kind, hits))}
    for signal in (_sparse(draft), _sales(segments, hits, found), _injection(draft, found), _hype(draft, found)):
        if signal:
            found[signal.kind] = signal
    if "sales" in found and not _sells_only(segments, hits):
        del found["sales"]
    if "clickbait" in found and found["clickbait"].strength < 0.7 and len(_LIST.findall(draft)) < 3:
        del found["clickbait"]
    return tuple(sorted(found.values(), key=lambda signal: (-signal.strength, signal.kind)))


def _listed(kind: SignalKind, hits: Sequence[Hit]) -> Signal | None:
    strong, weak = lexicon.heard(hits, f"signals.{kind}")
    if not strong and len({hit.phrase for hit in weak}) < 2:
        return None
    strength = min(1.0, (0.6 if strong else 0.3) + 0.2 * max(0, len(strong) - 1) + 0.05 * len(weak))
    spans = tuple(Span(hit.start, hit.end) for hit in [*strong, *weak])
    return Signal(kind, round(strength, 2), spans)


def _sparse(draft: str) -> Signal | None:
    count = len(words(_HASHTAG.sub(" ", draft)))
    if count <= 7:
        return Signal("sparse", 1.0)
    return Signal("sparse", 0.5) if count <= 12 else None


def _selling(segments: Sequence[Segment], hits: Sequence[Hit]) -> int:
    tables = {"signals.sales.strong", "signals.sales.weak", "signals.urgency.strong", "anchors.order.phrases"}
    starts = sorted(hit.start for hit in hits if hit.table in tables)
    return sum(
        bool(_OFFER.search(segment.text)) or bisect_left(starts, segment.start) < bisect_left(starts, segment.end)
        for segment in segments
    )


def _sells_only(segments: Sequence[Segment], hits: Sequence[Hit]) -> bool:
    """Whether at least 3 lines in 5 sell, and no line tells of a feeling."""
    feels = any(hit.table == "anchors.feeling.phrases" for hit in hits)
    return _selling(segments, hits) >= (0.8 if feels else 0.6) * max(1, len(segments))


def _sales(segments: Sequence[Segment], hits: Sequence[Hit], found: dict[SignalKind, Signal]) -> Signal | None:
    """Sales only, where the words alone did not say so: every line an offer or an order."""
    if "sales" in found or not any(hit.table.startswith("signals.sales.") for hit in hits):
        return None
    return Signal("sales", 0.5) if len(segments) >= 2 and _sells_only(segments, hits) else None


def _hype(draft: str, found: dict[SignalKind, Signal]) -> Signal | None:
    if "hype" in found or len(_SHOUT.findall(draft)) < 4:
        return None
    return Signal("hype", 0.5)


def _injection(draft: str, found: dict[SignalKind, Signal]) -> Signal | None:
    """Find chat-template tokens, and orders hidden in base64."""
    spans = [Span(*match.span()) for match in _TEMPLATE.finditer(draft)]
    spans += [Span(*match.span()) for match in _BASE64.finditer(draft) if _orders(match[0])]
    if not spans:
        return None
    return Signal("injection", 0.9, (*spans, *(found["injection"].spans if "injection" in found else ())))


def _orders(encoded: str) -> bool:
    try:
        plain = base64.b64decode(encoded + "=" * (-len(encoded) % 4)).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return False
    heard = (hit for language in get_args(Language) for hit in _heard_in(language, plain, whole=False))
    return any(hit.table == "signals.injection.strong" for hit in heard)


def _heard_in(language: Language, text: str, *, whole: bool) -> tuple[Hit, ...]:
    return lexicon.load(f"lexicons/{language}.toml", () if whole else _URGENT).hits(text)
