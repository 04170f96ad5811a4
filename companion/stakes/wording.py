"""Wording: what of an intention can be quoted, sentence by sentence and piece by piece."""

import re
from dataclasses import replace

from companion.anchors import quotable
from companion.recall import Recalled
from companion.records import IntentionField, Passage

_SAID = 16
"""Words of a limit, a wish or a community that are quoted at most."""
PIECE = re.compile(r"[^.;,\n!?()]+")
LINES = re.compile(r"[^.;\n!?]+")
_LEADS = re.compile(r"^(?:et|and|then|puis|surtout|mostly|mainly|especially|plus|aussi|also)\s+", re.I)


def quoted(recalled: Recalled, field: IntentionField, text: str) -> Passage:
    """Return the passage of a part of the intention, cut down to what is quoted of it."""
    known = next((p for p in recalled.passages if p.kind == "intention" and p.field == field), None)
    return replace(known, text=text) if known else Passage("intention", "", None, text, None, field)


def clean(text: str) -> str:
    """Return a piece of an intention without the signs and joining words around it."""
    return _LEADS.sub("", text.strip(" \u00a0\u202f:–—-")).strip()


def fit(text: str) -> bool:
    """Whether a piece of an intention can be quoted."""
    return 1 <= len(text.split()) <= _SAID and quotable(text)
