"""Stakes: what a draft risks is heard with what its author intends, on the line where it lies."""

from datetime import UTC, datetime
from typing import get_args

import pytest
from hard_texts import ANY_TEXT
from hypothesis import given

from companion import prompt, stakes
from companion.coach.reading import read
from companion.embedding import HashEmbedder
from companion.plan import plan
from companion.questions import frames
from companion.recall import Recalled, recall
from companion.records import Draft, Intention, Language, Passage, Post, SignalKind
from companion.topics import names as topics


def _read(text: str, language: Language) -> Draft:
    return read(text, language, detected=language, register="tu")


def _found(text: str, language: Language, intention: Intention | None = None) -> dict[str, stakes.Stake]:
    draft = _read(text, language)
    found = stakes.stakes(draft, recall(draft, intention, None, HashEmbedder()))
    return {stake.name: stake for stake in reversed(found)}


@pytest.mark.parametrize("name", stakes.names())
def test_a_stake_says_how_it_is_heard_and_has_questions(name: str) -> None:
    """Each file holds a weight, words in both languages, known signals and topics, and questions of its own."""
    table = prompt.table(f"stakes/{name}.toml")
    assert set(table) - {"shares"} == {"weight", "signals", "topics", "words", "frame"}
    assert 0 < table["weight"] <= 1
    assert set(table["signals"]) <= set(get_args(SignalKind))
    assert set(table["topics"]) <= set(topics())
    for language in get_args(Language):
        assert set(table["words"][language]) - {"proof"} == {"limit", "said", "never"}
    assert all(f"-{name}-" in frame.id for frame in frames() if frame.stake == name)


@pytest.mark.parametrize(
    ("language", "limit", "text", "name", "line"),
    [
        (
            "fr",
            "Jamais de rabais, jamais d'urgence",
            "Les mérinos sont là. Rabais de 40 % sur tout.",
            "selling",
            "Rabais",
        ),
        ("en", "no apologising for prices", "We are open. So sorry everyone, prices go up.", "apologizing", "So sorry"),
        ("en", "Knocking the competition", "Tulips are in. Costco has no smell at all.", "judging", "Costco"),
        ("fr", "mon couple", "Il reste quatre dates. On s'est séparés en octobre.", "intimate", "séparés"),
    ],
)
def test_a_limit_is_crossed_on_a_line(language: Language, limit: str, text: str, name: str, line: str) -> None:
    """What the author keeps off the page, and where it came in; the limit is quoted in their own words."""
    found = _found(text, language, Intention(boundaries=limit))
    assert {name, "limit"} <= set(found)
    anchor, passage = found[name].anchor, found[name].passage
    assert anchor
    assert line in anchor.text
    assert passage
    assert passage.text in limit


def test_a_limit_that_the_draft_keeps_is_no_stake() -> None:
    """Nothing is said of a limit that no line comes near."""
    intention = Intention(boundaries="Jamais de rabais")
    assert "limit" not in _found("J'ai réparé la chaise de Madame Roy ce matin.", "fr", intention)


def test_each_limit_of_several_is_read_alone() -> None:
    """Of two limits in one line, the one that is crossed is quoted."""
    found = _found(
        "La dette est rendue à 212 000 $.", "fr", Intention(boundaries="parler de nos voisins, parler de chiffres")
    )
    assert found["figures"].passage
    assert found["figures"].passage.text == "parler de chiffres"


@pytest.mark.parametrize(
    ("language", "text", "name", "person"),
    [
        ("fr", "On ouvre vendredi. Ma nièce commence, a compte le change sur ses doigts.", "exposed", "ta nièce"),
        ("fr", "Hier une cliente s'est mise à pleurer dans ma chaise.", "guessable", "cette cliente"),
        ("en", "My sister was crying in the truck all morning.", "exposed", "your sister"),
        ("en", "A woman from Dartmouth cried at my counter.", "guessable", "that woman from Dartmouth"),
    ],
)
def test_somebody_exposed_is_named_as_one_speaks_of_them(language: Language, text: str, name: str, person: str) -> None:
    """Who is told of is spoken of to the author in plain words, without quotation marks."""
    assert _found(text, language)[name].person == person


def test_somebody_told_of_is_asked_about_before_the_author_who_tells_it() -> None:
    """A dismissal made into a post: the one who was dismissed stands first, though the author wept too."""
    draft = _read("J'ai dû congédier un employé mardi. Il a pleuré. J'ai pleuré aussi. Trois leçons.", "fr")
    first = plan(draft, recall(draft, None, None, HashEmbedder())).choices[0]
    assert first.person == "cet employé"


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("fr", "Ma voisine est venue. Il pleurait des cordes, le toit pleure encore.", False),
        ("fr", "Ma voisine est venue. Elle a pleuré.", True),
        ("fr", "Mon frère est venu. Il faut crier pour s'entendre, en prison comme ici.", False),
        ("en", "My sister came by. The pipes shook. They cried like gulls.", False),
        ("en", "My sister came by. A man was at the counter. He cried.", False),
        ("en", "My sister came by. She cried in the truck all day.", True),
    ],
)
def test_a_pronoun_pins_a_line_on_somebody_only_where_it_can_be_theirs(
    language: Language, text: str, kept: bool
) -> None:
    """Not the "il" of the weather, not "they", not a pronoun of the other gender."""
    line = _found(text, language)["exposed"].anchor
    assert line
    assert (line.segment > 1) == kept


def test_who_could_be_somebody_else_is_not_pointed_at() -> None:
    """Of two women only the one in the quoted line is "that woman"; beside two names nobody is "that person"."""
    found = _found("A woman came in for thread. Another came for heat. A woman cried at the stove.", "en")["guessable"]
    assert found.anchor
    assert "cried" in found.anchor.text
    two = _found("Imogen cried because Ruth was late.", "en")["exposed"]
    assert two.person in {"Imogen", "Ruth"}


@pytest.mark.parametrize(
    ("boundaries", "tone"),
    [
        ("I'm fine with discounts", ""),
        ("discounts are ok, but no bragging", ""),
        ("no pictures of my kids", "warm and humble"),
    ],
)
def test_a_permission_or_a_tone_is_no_limit(boundaries: str, tone: str) -> None:
    """What is allowed is not crossed, and a wished tone is never quoted as a limit."""
    found = _found("Socks are 20% off until Sunday. So proud of us.", "en", Intention(boundaries=boundaries, tone=tone))
    assert not {"limit", "selling"} & set(found)


def test_other_people_s_words_are_no_vow() -> None:
    """What a client, or the author's mother, swore to is not the author's word."""
    draft = _read("Mes prix montent lundi, de 5 à 7 $.", "fr")
    for said in ("Ma mère disait : plus jamais ce prix-là.", "« Plus jamais je paie ce prix-là », a dit un client."):
        post = Post(said, datetime(2024, 5, 1, 15, tzinfo=UTC), id="p")
        passage = Passage("post", "p", "2024-05-01", "ce prix-là", None)
        found = stakes.stakes(draft, Recalled(passages=(passage,), posts=(post,)))
        assert "vow" not in [stake.name for stake in found]


def test_an_address_needs_a_grievance() -> None:
    """Speaking to somebody thanks as often as it blames: what proves the reproach stands beside it."""
    assert "target" not in _found("To the person who fixed our step: you know who you are.", "en")
    assert "target" in _found("To the person who stole our step: you know who you are.", "en")


def test_nobody_is_asked_about_beside_a_death() -> None:
    """Where the draft mourns, no question says that somebody may read it."""
    found = _found("My sister died on Sunday. She cried so easily. We miss her.", "en")
    assert not {"exposed", "guessable"} & set(found)


def test_a_sale_beside_a_scene_quotes_both() -> None:
    """The line that sells and the line that was lived, of two sentences."""
    found = _found("Elle a pleuré quand je lui ai tendu le bébé. Il me reste une place pour novembre.", "fr")
    stake = found["beside"]
    assert stake.anchor
    assert stake.other
    assert "place" in stake.anchor.text
    assert stake.anchor.segment != stake.other.segment


def test_a_word_once_given_is_set_beside_the_draft() -> None:
    """A past post that promised is cited where the draft speaks of the same, and only there."""
    post = Post("Promis, mes prix bougent pas.", datetime(2024, 5, 1, 15, tzinfo=UTC), id="p")
    passage = Passage("post", "p", "2024-05-01", "mes prix bougent pas", None)
    recalled = Recalled(passages=(passage,), posts=(post,))
    vowed = [stake.name for stake in stakes.stakes(_read("Mes prix montent lundi, de 5 à 7 $.", "fr"), recalled)]
    other = [stake.name for stake in stakes.stakes(_read("Il neige sur le champ ce matin.", "fr"), recalled)]
    assert "vow" in vowed
    assert "vow" not in other


def test_one_of_the_people_written_for_is_put_before_the_line() -> None:
    """Of a list of readers one is quoted: the one that the draft speaks of."""
    intention = Intention(community="les profs, les retraités du matin, les étudiants")
    found = _found("À partir de lundi le pain va être 7 $. Les retraités vont chialer.", "fr", intention)
    assert found["crowd"].passage
    assert found["crowd"].passage.text == "les retraités du matin"
    assert found["crowd"].anchor


@given(ANY_TEXT)
def test_stakes_hold_on_any_text(text: str) -> None:
    """In any text: lines are the draft's own, strengths from 0 to 1, and nothing raises."""
    for language in get_args(Language):
        draft = _read(text, language)
        for stake in stakes.stakes(
            draft, Recalled(intention=Intention(boundaries=text[:200], community="les voisins"))
        ):
            assert 0 < stake.strength <= 1
            assert stake.anchor is None or stake.anchor in draft.anchors
