"""Anchors: telling words, verbatim, found in both languages, never inside a quotation mark or an address."""

import subprocess
import sys
import unicodedata
from typing import get_args

import pytest
from hard_texts import ANY_TEXT, HARD
from hypothesis import given

from companion.anchors import WEIGHTS, anchors
from companion.records import Anchor, AnchorKind, Language
from companion.segments import segments
from companion.topics import topics

EXAMPLES: list[tuple[AnchorKind, Language, str, str]] = [
    ("topic", "fr", "Les prix montent de 5 $ en mars. On verra.", "Les prix montent de 5 $ en mars"),
    ("topic", "en", "The prices go up by $5 in March. We shall see.", "The prices go up by $5 in March"),
    ("order", "fr", "Réservez maintenant, il reste deux places.", "Réservez maintenant"),
    ("order", "fr", "Venez me voir samedi au marché.", "Venez me voir"),
    ("order", "en", "Book now, two spots remain.", "Book now"),
    ("order", "en", "Come say hi on Saturday.", "Come say hi"),
    ("generality", "fr", "Tout le monde fait des vidéos sauf nous autres.", "Tout le monde"),
    ("generality", "en", "Everyone does videos except us.", "Everyone"),
    ("obligation", "fr", "Il faut que je publie avant midi.", "Il faut que"),
    ("obligation", "fr", "Chus obligée de mettre quelque chose.", "obligée de"),
    ("obligation", "en", "I have to put something up by noon.", "I have to"),
    ("hedge", "fr", "C'est peut-être niaiseux ce que je raconte.", "peut-être"),
    ("hedge", "en", "Maybe this is silly of me.", "Maybe"),
    ("number", "fr", "J'ai vendu 42 bouquets hier.", "42 bouquets"),
    ("number", "en", "I sold 42 bouquets at the market.", "42 bouquets"),
    ("number", "fr", "Une facture de 1 250 $ pour la plomberie.", "1 250 $"),
    ("name", "fr", "Hier ma voisine Huguette est passée.", "Huguette"),
    ("name", "en", "My neighbour Dolores stopped by.", "Dolores"),
    ("name", "fr", "On a lavé le chien de Marie-Ève ensemble.", "Marie-Ève"),
    ("time", "fr", "Quand j'étais petite on avait une grange.", "Quand j'étais petite"),
    ("time", "fr", "Hier soir on a fermé la shop.", "Hier soir"),
    ("time", "en", "When I was little we had a barn.", "When I was little"),
    ("time", "en", "Last night we closed the shop.", "Last night"),
    ("single", "fr", "On a tout rangé.\nSilence.\nPuis on est parties.", "Silence"),
    ("single", "en", "We put it all away.\nSilence.\nThen we left.", "Silence"),
    ("speech", "fr", "Ma mère a dit « tu travailles trop fort » en partant.", "tu travailles trop fort"),
    ("speech", "en", "My mother said “you work too hard” on her way out.", "you work too hard"),
    ("speech", "en", 'My mother said "you work too hard" on her way out.', "you work too hard"),
    ("turn", "fr", "Je voulais arrêter, mais le chien s'est couché sur mes pieds.", "mais"),
    ("turn", "en", "I wanted to stop, and yet the dog lay on my feet.", "and yet"),
    ("promise", "fr", "Je vous promets une peau douce.", "Je vous promets"),
    ("promise", "en", "I promise you softer skin.", "I promise you"),
    ("feeling", "fr", "J'ai peur de fermer le local.", "peur"),
    ("feeling", "fr", "Chus tannée de courir partout.", "tannée"),
    ("feeling", "en", "I am scared of closing the shop.", "scared"),
    ("detail", "fr", "Il me manque, sa chaise est encore là.", "sa chaise est encore là"),
    ("detail", "en", "I miss him, his chair is still there.", "his chair is still there"),
    ("claim", "fr", "Un service de qualité supérieure pour la région.", "qualité"),
    ("claim", "en", "World-class service for the whole valley.", "World-class"),
]


def _found(text: str, language: Language) -> tuple[Anchor, ...]:
    return anchors(text, segments(text), language, topics(text, language))


def _hold(draft: str, language: Language) -> None:
    parts = segments(draft)
    end = 0
    for anchor in anchors(draft, parts, language):
        segment = parts[anchor.segment - 1]
        assert draft[anchor.start : anchor.end] == anchor.text
        assert anchor.text == anchor.text.strip() != ""
        assert segment.number == anchor.segment
        assert segment.start <= anchor.start < anchor.end <= segment.end
        assert not set(anchor.text) & set('«»“”"„')
        assert "\n" not in anchor.text
        if anchor.kind != "detail":
            assert anchor.start >= end
            end = anchor.end


@given(ANY_TEXT)
def test_anchors_are_verbatim_and_inside_their_segment(draft: str) -> None:
    """In any text, an anchor is exactly what stands at its offsets, in one segment, apart, without a quotation mark."""
    _hold(draft, "fr")
    _hold(draft, "en")


@pytest.mark.parametrize("name", HARD)
def test_anchors_hold_on_hard_texts(name: str) -> None:
    """The same on what people and machines really paste; a draft of signs alone has none and is no error."""
    _hold(HARD[name], "fr")
    _hold(HARD[name], "en")


@pytest.mark.parametrize(
    "text",
    ['"«" + " " * 19_998 + "a"', "'\"' + ' ' * 19_998 + 'a'", '"a@" * 10_000', '"«a " * 6_000', '"1 000" * 4_000'],
)
def test_no_draft_takes_anchors_more_than_seconds(text: str) -> None:
    """A draft at the limit made to make patterns backtrack is read within seconds: it always answers."""
    imports = "from companion.anchors import anchors; from companion.segments import segments"
    code = f"{imports}; t = {text}; anchors(t, segments(t), 'fr')"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=8)


@pytest.mark.parametrize(("kind", "language", "text", "quote"), EXAMPLES)
def test_each_kind_is_found_in_both_languages(kind: AnchorKind, language: Language, text: str, quote: str) -> None:
    """The words a reader would point at are found, and what is quoted holds them."""
    found = [anchor for anchor in _found(text, language) if anchor.kind == kind]
    assert any(quote in anchor.text for anchor in found), [(a.kind, a.text) for a in _found(text, language)]


def test_every_kind_has_examples_in_both_languages_and_a_weight() -> None:
    """No kind of the vocabulary goes untested or unweighed."""
    for language in get_args(Language):
        assert {kind for kind, tongue, _, _ in EXAMPLES if tongue == language} == set(get_args(AnchorKind))
    assert set(WEIGHTS) == set(get_args(AnchorKind))


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("fr", "Écris-moi à zoe.roy@exemple.ca ou au https://exemple.ca/42 chats", "name"),
        ("en", "Write to me at info@example.com or https://example.com/Promise", "promise"),
        ("fr", "Bonjour!\nMerci", "single"),
        ("en", "Hello!\nThanks", "single"),
        ("fr", "On se voit le lundi de Pâques à Montréal", "name"),
        ("en", "See you on Monday for Easter", "name"),
        ("fr", "En 2019 on a ouvert", "number"),
        ("en", "Back in 2019 we opened", "number"),
        ("fr", "UN BEAU GROS SOLDE D'HIVER POUR TOUTE LA Famille ICI", "name"),
        ("fr", "Il écrit #motivation et @Huguette", "name"),
        ("en", "I don't know if that counts as content, but the light was good", "feeling"),
    ],
)
def test_look_alikes_are_no_anchors(language: Language, text: str, kind: AnchorKind) -> None:
    """Addresses, greetings, days, years and shouted lines are not what a question hangs on."""
    assert kind not in [anchor.kind for anchor in _found(text, language)]


@pytest.mark.parametrize("language", get_args(Language))
def test_an_anchor_never_parts_a_letter_from_its_accent(language: Language) -> None:
    """In decomposed text an anchor ends after the accent, so that what is quoted reads as the author wrote it."""
    text = unicodedata.normalize(
        "NFD", "Ma voisine Zoé m'a dit : promis juré. Je suis fatigué. C'est très gêné, à Andréa."
    )
    assert all(not unicodedata.combining(text[a.end : a.end + 1] or "x") for a in _found(text, language))


def test_a_name_written_apart_is_whole() -> None:
    """A name with a decomposed accent is quoted whole, never its first letters."""
    text = unicodedata.normalize("NFD", "Hier ma voisine Hélène est passée.")
    assert [a.text for a in _found(text, "fr") if a.kind == "name"] == [unicodedata.normalize("NFD", "Hélène")]
