"""Segments: found again character for character, whatever the draft holds."""

import pytest
from hard_texts import ANY_TEXT, HARD
from hypothesis import example, given

from companion.records import Segment
from companion.segments import excerpt, segments


def _hold(draft: str, found: tuple[Segment, ...]) -> None:
    """Fail unless `found` is numbered, ordered, disjoint and exact, with no letter or digit left in a gap."""
    end = 0
    for number, segment in enumerate(found, 1):
        assert segment.number == number
        assert draft[segment.start : segment.end] == segment.text
        assert segment.text == segment.text.strip() != ""
        assert segment.start >= end
        assert not any(c.isalnum() for c in draft[end : segment.start])
        end = segment.end
    assert not any(c.isalnum() for c in draft[end:])


@given(ANY_TEXT)
@example("M.\rRoy")
@example("Un.\u2028 «Deux.» \n)Trois")
def test_segments_are_exact_ordered_and_leave_no_word_out(draft: str) -> None:
    """Every letter and digit of any text stands in exactly one segment, at the offsets it says."""
    _hold(draft, segments(draft))


@pytest.mark.parametrize("name", HARD)
def test_segments_hold_on_hard_texts(name: str) -> None:
    """The same on what people and machines really paste."""
    _hold(HARD[name], segments(HARD[name]))


@pytest.mark.parametrize(
    ("draft", "parts"),
    [
        ("J'ai peur. Vraiment!  Pis toi?", ["J'ai peur.", "Vraiment!", "Pis toi?"]),
        ("I am scared. Really! And you?", ["I am scared.", "Really!", "And you?"]),
        ("M. Roy est venu. Il a ri.", ["M. Roy est venu.", "Il a ri."]),
        ("Mr. Roy came by. He laughed.", ["Mr. Roy came by.", "He laughed."]),
        ("Mme Cyr et la Dre. Roy, p. 12, etc. et moi", ["Mme Cyr et la Dre. Roy, p. 12, etc. et moi"]),
        ("Ouvert à 9 h 30.\nFermé lundi", ["Ouvert à 9 h 30.", "Fermé lundi"]),
        ("« C'est assez. » Elle est partie.", ["« C'est assez. »", "Elle est partie."]),
        ("“That is enough.” She left.", ["“That is enough.”", "She left."]),
        ("Un\u2028Deux\r\nTrois\n\n\nQuatre", ["Un", "Deux", "Trois", "Quatre"]),
        ("🎉🎉\nMerci\n✨", ["Merci"]),
        ("Ça a coûté 3.50 $ au marché.", ["Ça a coûté 3.50 $ au marché."]),
        ("Faque… je sais pas… Bon.", ["Faque…", "je sais pas…", "Bon."]),
    ],
)
def test_sentences_and_lines_part_a_draft(draft: str, parts: list[str]) -> None:
    """A draft is parted where a reader would part it, abbreviations and closing quotes included."""
    assert [segment.text for segment in segments(draft)] == parts


def test_signs_alone_are_one_segment_and_blanks_none() -> None:
    """A draft of emojis can still be answered; one of blanks has nothing to point at."""
    assert [segment.text for segment in segments(" 🎉🎉 \n ✨ ")] == ["🎉🎉 \n ✨"]
    assert segments(" \u00a0\n\u2028") == ()


@given(ANY_TEXT)
def test_an_excerpt_is_a_run_of_words_of_its_text(text: str) -> None:
    """What may be quoted stands in the text, has three words or more, at most the limit, and no quotation mark."""
    for limit in (12, 14):
        run = excerpt(text, limit)
        assert run in text
        assert not run or 3 <= len(run.split()) <= limit
        assert run == run.strip()
        assert not set(run) & set('«»“”"„#@<>[]')


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("Je fais du pain pour les voisins.", "Je fais du pain pour les voisins"),
        ("I bake bread for the neighbours.", "I bake bread for the neighbours"),
        ("Oui. Deux mots. Voici une phrase entière.", "Voici une phrase entière"),
        ("- une liste de choses à faire !", "une liste de choses à faire"),
        ("Rien à dire @moi #vie https://x.ca", ""),
        ("", ""),
        ("Court.", ""),
    ],
)
def test_an_excerpt_is_a_whole_sentence_or_clause(text: str, run: str) -> None:
    """A quotation is a whole thought, without the signs around it, or nothing."""
    assert excerpt(text) == run


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("J'ai vendu 2,5 kg de farine à mes voisins et j'ai pleuré longtemps ce soir-là parce que", "2,5"),
        ("We had walked for about 10:30 hours before we sat down by the old river to talk", "10:30"),
        ("On a donné 1,250 dollars à la banque alimentaire du village avec les enfants de la classe", "1,250"),
        ("Venez me voir au marché entre 9:30 et midi parce que je vais être là toute la journée", "9:30"),
    ],
)
def test_an_excerpt_never_cuts_a_number(text: str, cut: str) -> None:
    """The author wrote 2,5 kg, not 2 and not 5 kg: a quotation that says otherwise is not theirs."""
    run = excerpt(text)
    before, after = cut.replace(":", ",").split(",")
    assert cut in run or not (run.split()[-1:] == [before] or run.split()[:1] == [after])
