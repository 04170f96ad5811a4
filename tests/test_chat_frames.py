"""The chat's frames: each passes the guard in three texts, and there are enough for conversations that differ."""

from collections import Counter
from datetime import UTC, datetime
from typing import get_args

import pytest
from test_questions import ANCHORS, SAID, TEXTS

from companion import guard, prompt
from companion.coach.choosing import ELSEWHERE
from companion.coach.telling import CLAUSE, CUES, OWN
from companion.language import words
from companion.questions import Frame, chat_frames, render
from companion.records import Anchor, AnchorKind, Intention, Language, Passage, Post, SignalKind

CLAUSES: dict[Language, tuple[str, ...]] = {
    "fr": (
        "faut que je publie demain",
        "c'est pour ma sœur",
        "ça fait 10 ans",
        "pour vendre",
        "les filles qui commencent",
    ),
    "en": (
        "I should post tomorrow",
        "it's for my sister",
        "ten years this week",
        "to sell",
        "people who run things alone",
    ),
}
KINDS = {*get_args(AnchorKind), CLAUSE, OWN, *CUES}


def _anchors(kinds: tuple[str, ...], language: Language) -> list[str]:
    """Return what a frame may quote: an example of each kind, and short thoughts."""
    return [
        text
        for kind in kinds
        for text in ([ANCHORS[language][kind]] if kind in ANCHORS[language] else CLAUSES[language])
    ]


@pytest.mark.parametrize("frame", chat_frames(), ids=lambda frame: frame.id)
def test_every_frame_of_the_chat_passes_the_guard(frame: Frame) -> None:
    """In *tu*, *vous* and English, whatever it quotes, no rule refuses it."""
    for language, register in TEXTS:
        post, said = SAID[language]
        passage = None
        if "post" in frame.slots:
            passage = Passage("post", "p1", "2026-03-12", post, None)
        elif "intention" in frame.slots:
            passage = Passage("intention", "1", None, said, None, frame.field)
        for text in _anchors(frame.kinds, language) or ["..."]:
            for other in _anchors(frame.others, language) or ["..."]:
                question = render(
                    frame,
                    language=language,
                    register=register,
                    anchor=Anchor("detail", 1, 0, len(text), text),
                    other=Anchor("detail", 1, 0, len(other), other),
                    passage=passage,
                )
                faults = guard.check(
                    question.text,
                    draft=text,
                    replies=(other,),
                    intention=Intention(**{frame.field: said}) if "intention" in frame.slots else None,
                    posts=[Post(post, datetime(2026, 3, 12, 15, tzinfo=UTC), id="p1")],
                    language=language,
                    register=register,
                )
                assert [fault for fault in faults if fault.level == "G"] == [], question.text


@pytest.mark.parametrize("frame", chat_frames(), ids=lambda frame: frame.id)
def test_every_frame_of_the_chat_is_well_formed(frame: Frame) -> None:
    """Names of the vocabulary, the same slots in three texts, between their marks, and a short reason."""
    occasion = frame.id.split("-")[1]
    assert frame in chat_frames(occasion)
    assert frame.id.startswith("clarify-")
    assert set(frame.kinds) | set(frame.others) <= KINDS
    assert set(frame.signals) <= set(get_args(SignalKind))
    assert set(frame.unless) <= set(get_args(SignalKind)) | KINDS
    assert not set(frame.signals) & set(frame.unless)
    assert frame.slots == prompt.slots(frame.vous) == prompt.slots(frame.en)
    assert frame.slots <= {"anchor", "other", "post", "date", "intention"}
    assert "anchor" not in frame.slots or frame.kinds
    assert ("other" in frame.slots) == bool(frame.others)
    assert frame.like == {}
    for slot in frame.slots - {"date"}:
        assert f"« {{{slot}}} »" in frame.tu
        assert f"« {{{slot}}} »" in frame.vous
        assert f"“{{{slot}}}”" in frame.en
    for why in (frame.why_tu, frame.why_vous, frame.why_en):
        assert why.endswith(".")
        assert len(why.split()) <= 24
        assert not prompt.slots(why)
        assert not {"tu", "te", "toi", "ta", "tes", "vous", "votre", "vos"} & set(words(why))


def test_there_are_enough_for_every_occasion() -> None:
    """Over a hundred and forty, at least six an occasion, no id and no text twice: no chat repeats the last one."""
    frames = chat_frames()
    assert len(frames) >= 140
    assert set(ELSEWHERE) == {frame.id.split("-")[1] for frame in frames}
    assert all(len(chat_frames(occasion)) >= 6 for occasion in ELSEWHERE)
    assert max(Counter(frame.id for frame in frames).values()) == 1
    for text in ("tu", "vous", "en"):
        assert max(Counter(getattr(frame, text) for frame in frames).values()) == 1


def test_openings_vary() -> None:
    """No four words open more than an eighth of the questions."""
    for text in ("tu", "vous", "en"):
        openings = Counter(" ".join(words(getattr(frame, text))[:4]) for frame in chat_frames())
        assert openings.most_common(1)[0][1] <= len(chat_frames()) / 8, openings.most_common(3)


def test_nothing_about_an_audience_in_distress() -> None:
    """What may be asked in distress is of the tender file, says nothing of readers, and its name says nothing of it."""
    for frame in chat_frames():
        if frame.lens in {"reader", "message"}:
            assert "distress" in frame.unless or "distress" not in frame.signals, frame.id
        assert not {"distress", "sensitive", "suicide"} & set(frame.id.split("-"))
    open_ = [f for f in chat_frames("tender") if "distress" in f.signals]
    assert len(open_) >= 4
    assert all(f.lens not in {"reader", "message"} and not f.slots for f in open_)


def test_every_occasion_has_a_question_that_needs_nothing() -> None:
    """There is always something to ask: a free question, without a signal, on each occasion but tenderness."""
    for occasion in set(ELSEWHERE) - {"tender"}:
        assert any(not f.kinds and not f.slots and not f.signals for f in chat_frames(occasion)), occasion
