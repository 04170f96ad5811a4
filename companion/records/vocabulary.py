"""Closed choices, named once: the same words in code, prompts, JSON and page."""

from typing import Literal

Language = Literal["fr", "en"]
Register = Literal["tu", "vous"]
Lens = Literal[
    "intention", "message", "voice", "reader", "feeling", "values",
    "lived", "assumption", "boundary", "permission", "joy", "continuity",
]  # fmt: skip
Move = Literal["settle", "narrow", "deepen", "organise", "challenge", "scale", "perspective", "close"]
AnchorKind = Literal[
    "order", "generality", "obligation", "hedge", "number", "name", "time",
    "single", "speech", "turn", "promise", "feeling", "claim", "detail", "topic",
]  # fmt: skip
SignalKind = Literal[
    "pressure", "exhaustion", "urgency", "sales", "clickbait", "hype", "vulnerability", "grief", "anger",
    "private", "milestone", "corporate", "sparse", "distress", "ghostwriting", "injection",
]  # fmt: skip
ChatState = Literal["arrive", "intention", "explore", "reader", "decide", "close", "sensitive", "hollow"]
WayOut = Literal["post", "keep", "not-today"]
Outcome = Literal["answered", "skipped"]
IntentionField = Literal["why", "community", "message", "tone", "boundaries", "wish", "return_to"]
PostKind = Literal["post", "reply", "article"]
SessionKind = Literal["critique", "chat"]
Level = Literal["G", "W"]
Stance = Literal["near", "far"]

WAYS_OUT: tuple[WayOut, ...] = ("post", "keep", "not-today")
