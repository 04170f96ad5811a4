"""Reading: a text as given becomes a draft, in a language and a register."""

from companion import lexicon
from companion.anchors import anchors
from companion.answers import answered
from companion.records import Draft, Language, Register
from companion.segments import segments
from companion.signals import signals
from companion.stakes import cues
from companion.topics import topics


def read(text: str, language: Language, *, detected: str, register: Register | None = None) -> Draft:
    """Find the segments of `text`, its anchors and what stands out; no register in English."""
    parts = segments(text)
    spoken = topics(text, language)
    return Draft(
        text=text,
        language=language,
        detected=detected,
        register=None if language == "en" else register,
        segments=parts,
        anchors=anchors(text, parts, language, (*spoken, *cues(text, language))),
        signals=signals(text, parts, language),
        topics=spoken,
        answered=answered(lexicon.load(f"lexicons/{language}.toml").hits(text)),
    )
