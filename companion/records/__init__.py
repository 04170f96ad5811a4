"""What flows through the companion: frozen records, each field said in one line."""

from companion.records.author import Intention, Post
from companion.records.memory import Asked, Entry, Exchange, Passage
from companion.records.reading import Anchor, Draft, Segment, Signal, Span
from companion.records.reply import Care, Cited, Evidence, Fault, Mirror, ModelUse, Notice, Question, Reply, Resource
from companion.records.vocabulary import (
    WAYS_OUT,
    AnchorKind,
    ChatState,
    IntentionField,
    Language,
    Lens,
    Level,
    Move,
    PostKind,
    Register,
    SignalKind,
    Stance,
    WayOut,
)

__all__ = [
    "WAYS_OUT",
    "Anchor",
    "AnchorKind",
    "Asked",
    "Care",
    "ChatState",
    "Cited",
    "Draft",
    "Entry",
    "Evidence",
    "Exchange",
    "Fault",
    "Intention",
    "IntentionField",
    "Language",
    "Lens",
    "Level",
    "Mirror",
    "ModelUse",
    "Move",
    "Notice",
    "Passage",
    "Post",
    "PostKind",
    "Question",
    "Register",
    "Reply",
    "Resource",
    "Segment",
    "Signal",
    "SignalKind",
    "Span",
    "Stance",
    "WayOut",
]
