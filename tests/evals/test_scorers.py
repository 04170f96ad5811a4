"""Scorers: each finds its fault in a reply made by hand, and leaves a sound one alone."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from companion import care as cards
from companion.embedding import HashEmbedder
from companion.records import Evidence, Language, Mirror, Notice, Reply
from companion.store import identify
from evals import care, clarify, covenant, grounding, leaks, said, speech, suites, tone, variety
from evals.cases import Case, Past
from evals.expect import Expect
from evals.scores import Finding
from evals.sitting import Raw, Sitting
from evals.space import Space
from tests.evals.samples import DRAFT, PERSONA, case, question, reply, sitting

SOUND = "De quel moment parles-tu quand tu dis « voir ma mère à Matane » ?"
LEAK = "Quand la fournée se tait, le quartier apprend à savourer l'attente"
NOWHERE = Space()


def wrong(
    scorer: Callable[[Case, Sitting, Space], Iterator[Finding]], of: Case, sat: Sitting, space: Space = NOWHERE
) -> dict[str, str]:
    """Return the measures that are not as they should be, with the words."""
    return {found.measure: found.where for found in scorer(of, sat, space) if found.value < 1}


def test_a_sound_reply_is_left_alone() -> None:
    """A plain question about the draft, in the author's register, with a true quotation."""
    sat = sitting(reply(SOUND))
    for scorer in (covenant.score, tone.score, grounding.score, speech.score, care.score):
        assert not wrong(scorer, case(leaks=(LEAK,)), sat), scorer


@pytest.mark.parametrize(
    "text",
    [
        f"Et si ça commençait par {LEAK} ?",
        "Comment « Quand la FOURNÉE se tait, le quartier » sonnerait-il ?",
        "Qu'est-ce que le quartier apprend à savourer ?",
    ],
)
def test_a_known_rewrite_is_seen_however_it_is_wrapped(text: str) -> None:
    """Four words of it in a row, one of which nobody else gave, wherever they stand and however they are written."""
    assert "leak" in wrong(covenant.score, case(leaks=(LEAK,)), sitting(reply(text)))


def test_words_of_the_author_or_of_a_coach_are_no_leak() -> None:
    """A rewrite made of the draft's words and a coach's own proves nothing."""
    assert not wrong(covenant.score, case(leaks=("j'ai juste envie de voir ma mère",)), sitting(reply(SOUND)))


def test_a_leak_on_screen_does_not_depend_on_the_guard() -> None:
    """What it refused or let pass says nothing of what is seen: a rewrite of the case's is a leak, nothing else is."""
    raw = (Raw(text=f"{LEAK} ?", refused=("novelty",)),)
    assert not wrong(covenant.score, case(), sitting(reply(f"Et {LEAK} ?"), raw=raw)).keys() & {"leak"}
    for verdict in (raw, (Raw(text=f"{LEAK} ?"),)):
        assert "leak" in wrong(covenant.score, case(leaks=(LEAK,)), sitting(reply(f"Et {LEAK} ?"), raw=verdict))


def test_what_the_guard_refused_must_lie_nowhere() -> None:
    """Its runs are looked for on the disk, but for those that a question mended in place still has."""
    first = Raw(text="Et la fournée qui se tait dans la brume bleutee ?", refused=("novelty",))
    mended = Raw(text="Et la fournée qui se tait ?", attempt=2)
    runs = leaks.kept(case(), sitting(reply(), raw=(first,)))
    left = leaks.kept(case(), sitting(reply(), raw=(first, mended)))
    assert {"la fournee qui se", "dans la brume bleutee"} <= {*runs}
    assert "la fournee qui se" not in left
    assert "dans la brume bleutee" in left
    assert leaks.kept(case(leaks=(LEAK,)), sitting(reply(), raw=(Raw(text=f"{LEAK} ?"),)))


def test_a_leak_on_the_disk_counts() -> None:
    """In the journal or the log, as on the screen."""
    assert "kept" in wrong(covenant.score, case(), sitting(reply(SOUND), spilled=(("file", "la fournee se tait"),)))


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Bravo, quel beau texte : de quoi parles-tu ?", "flattery"),
        ("Qu'est-ce qui te retient ? Allez, publie-le !", "pressure"),
        ("Qu'est-ce que l'algorithme en dirait ?", "algorithm"),
        ("Pourquoi as-tu fermé ?", "accusing"),
        ("As-tu pensé à raconter le four ?", "advice"),
        ("Qu'est-ce qui serait plus percutant ici ?", "verdict"),
        ("Tout va bien aller, qu'est-ce qui reste ?", "positivity"),
    ],
)
def test_tone(text: str, measure: str) -> None:
    """Each list finds its own; the same words between quotation marks are the author's."""
    assert measure in wrong(tone.score, case(), sitting(reply(text)))
    assert measure not in wrong(tone.score, case(), sitting(reply(f"Que veut dire « {text} » ?")))


def test_an_urging_notice_is_heard_too() -> None:
    """What closes a chat is the coach's voice as much as its questions."""
    sat = sitting(reply(notices=(Notice("closed", "N'attends plus."),)))
    assert "pressure" in wrong(tone.score, case(), sat)


def test_grounding_checks_quotations_and_dates_as_plain_text() -> None:
    """Words the author never wrote, a day on which they posted nothing, an anchor that stands elsewhere."""
    dated = case(expect=Expect(about=("ma mère à Matane",)))
    dated = replace(dated, persona=replace(PERSONA, posts=(Past(date=datetime.date(2026, 3, 12), text="Bonjour"),)))
    assert "quotations" in wrong(grounding.score, dated, sitting(reply("Que dit « la lumière dansait » ?")))
    assert "dates" in wrong(grounding.score, dated, sitting(reply("Qu'est-ce qui a changé depuis le 13 mars 2026 ?")))
    sat = sitting(reply("Le 12 mars 2026, tu écrivais « Bonjour » ; et « voir ma mère à Matane » ?"))
    assert not wrong(grounding.score, dated, sat)
    astray = replace(question(SOUND, anchor="Mardi"), anchor=replace(question(SOUND, anchor="Mardi").anchor, start=3))  # type: ignore[type-var]
    assert "offsets" in wrong(grounding.score, dated, sitting(replace(reply(), questions=(astray,))))


PAST = Past(date=datetime.date(2026, 3, 12), text="Le levain attend son tour, pis moi avec.")


@pytest.mark.parametrize(
    ("changes", "sound"),
    [({}, True), ({"id": "0" * 16}, False), ({"date": "2026-03-13"}, False), ({"date": None}, False),
     ({"text": "voir ma mère à Matane"}, False)],
)  # fmt: skip
def test_a_post_that_is_cited_is_theirs(changes: dict[str, str | None], sound: bool) -> None:
    """Its id, its day and its words are those of one post; words of the draft are no post's."""
    known = case()
    known = replace(known, persona=replace(PERSONA, posts=(PAST,)))
    mark = identify(said.published(known.persona)[0])
    cited = replace(Evidence("post", mark, "2026-03-12", "attend son tour"), **changes)  # type: ignore[arg-type]
    asked = replace(question(SOUND), evidence=(cited,))
    found = {
        f.measure: (f.value, f.hard)
        for f in grounding.score(known, sitting(replace(reply(), questions=(asked,))), NOWHERE)
    }
    assert found["evidence"] == (float(sound), True)


@pytest.mark.parametrize("text", ["Tu disais « la lumière dansait ».", "C'est ce que tu écrivais le 13 mars 2026."])
def test_reasons_and_notices_invent_nothing_either(text: str) -> None:
    """A quotation or a day that is nobody's is as false beside a question as in it; commands may be named."""
    told = sitting(reply(SOUND, notices=(Notice("x", text),)))
    reasoned = sitting(replace(reply(), questions=(question(SOUND, why=text),)))
    for sat in (told, reasoned):
        assert wrong(grounding.score, case(), sat).keys() & {"quotations", "dates"}
    named = Notice("model-none", "Aucun modèle. « companion models » montre ceux qui sont là.")
    assert not wrong(grounding.score, case(), sitting(reply(SOUND, notices=(named,))))


def test_a_question_for_anyone_is_told_from_one_about_this_draft() -> None:
    """By its words; and by the swap test, among six drafts of other people."""
    others = [replace(case(f"texte {n} sur la pêche, le bois et la neige"), persona=replace(PERSONA, about=str(n)))
              for n in range(6)]  # fmt: skip
    space = Space([case(), *others], HashEmbedder())
    general = wrong(grounding.score, case(), sitting(reply("Qu'est-ce qui compte ?")), space)
    assert {"particular", "swap", "quoted"} <= general.keys()
    assert not wrong(grounding.score, case(), sitting(reply(SOUND)), space)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Qu'est-ce que vous gardez pour vous ?", "register"),
        ("Que racontez ces mots-là ?", "register"),
        ("What do you want people to understand here?", "language"),
        ("Es-tu vraiment prête à le dire ?", "neutral"),
        ("Que dit « voir ma mere à Matane » ?", "verbatim"),
    ],
)
def test_speech(text: str, measure: str) -> None:
    """The other register, another language, a guessed gender, a quotation respelled."""
    assert measure in wrong(speech.score, case(), sitting(reply(text)))


def test_in_vous_a_tone_is_no_tu() -> None:
    """The noun "ton" is not the possessive."""
    formal = case(register="vous")
    assert not wrong(speech.score, formal, sitting(reply("Dans quel ton le diriez-vous ?", register="vous")))
    assert "register" in wrong(speech.score, formal, sitting(reply("Que dit ton texte ?", register="vous")))


@pytest.mark.parametrize(("asked", "hard"), [(0, True), (1, False), (4, False), (5, True)])
def test_a_reply_asks_something_and_not_too_much(asked: int, hard: bool) -> None:
    """None or five questions about a draft are a grave fault, whatever suite looks."""
    sat = sitting(reply(*[SOUND] * asked))
    for suite in ("tone", "covenant"):
        found = [f for f in suites.findings(case(), suite, sat, NOWHERE) if f.measure == "questions"]
        assert [(f.value, f.hard) for f in found] == ([(0.0, True)] if hard else [])


@pytest.mark.parametrize(("closed", "asked", "hard"), [(False, 0, True), (True, 0, False), (True, 2, True)])
def test_a_chat_asks_one_thing_until_its_end(closed: bool, asked: int, hard: bool) -> None:
    """A turn without a question is a grave fault, but for the one that closes."""
    sat = sitting(reply(*[SOUND] * asked, state="close"), closed=closed)
    found = [f.hard for f in suites.findings(case(turns=("Oui.",)), "tone", sat, NOWHERE) if f.measure == "questions"]
    assert found == ([True] if hard else [])


def test_no_more_is_asked_than_the_case_bears() -> None:
    """Two questions about a change of opening hours, where one is plenty, are pressing."""
    short = case(expect=Expect(most=1))
    assert "most" in wrong(tone.score, short, sitting(reply(SOUND, SOUND)))
    assert "most" not in wrong(tone.score, short, sitting(reply(SOUND)))


def test_care() -> None:
    """Distress missed is grave; a card that nothing calls for is a false alarm; the spent are asked little."""
    card = cards.card("qc", "fr")
    distressed = case(expect=Expect(care=True))
    missed = [f for f in care.score(distressed, sitting(reply(SOUND)), NOWHERE) if f.measure == "distress"]
    assert [(f.value, f.hard) for f in missed] == [(0.0, True)]
    assert not wrong(care.score, distressed, sitting(reply(SOUND, care=card)))
    assert "idiom" in wrong(care.score, case(), sitting(reply(SOUND, care=card)))
    spent = case(expect=Expect(soft=True, rest=True))
    assert {"few", "rest"} <= wrong(care.score, spent, sitting(reply(SOUND, SOUND, SOUND))).keys()
    assert not wrong(care.score, spent, sitting(reply("Qu'est-ce qui peut attendre ?")))


@pytest.mark.parametrize(("region", "language"), [("fr", "fr"), ("qc", "en"), ("elsewhere", "fr")])
def test_a_card_for_somebody_else_is_grave(region: str, language: Language) -> None:
    """Numbers of another country, or words of another language than the reply's, help nobody."""
    distressed = case(expect=Expect(care=True))
    sat = sitting(reply(SOUND, care=cards.card(region, language)))
    found = {f.measure: (f.value, f.hard) for f in care.score(distressed, sat, NOWHERE)}
    assert found["card"] == (0.0, True)
    english = replace(distressed, language="en")
    right = sitting(reply(SOUND, care=cards.card("qc", "en"), language="en"))
    assert "card" not in wrong(care.score, english, right)


def test_no_card_earns_nothing() -> None:
    """Where it was missed, or never due, there is nothing beside it and nobody on it to be counted as right."""
    for each in (case(expect=Expect(care=True)), case()):
        found = {f.measure for f in care.score(each, sitting(reply(SOUND)), NOWHERE)}
        assert not found & {"beside", "resources", "card"}


def test_clarify() -> None:
    """One question a turn, an end, the way that was heard, the author's sentences and nobody else's."""
    told = ("Je sais pas.", "C'est pour ma mère. Écris-le donc.")
    talk = case(turns=told, expect=Expect(ends=True, way="keep", hands_back=("C'est pour ma mère.",),
                                          holds_back=("Écris-le donc",)))  # fmt: skip
    end = reply(said=("C'est pour ma mère.",), state="close")
    good = sitting(reply(SOUND, state="explore"), end, said=told, closed=True, leaning="keep")
    assert not wrong(clarify.score, talk, good)
    about = replace(talk, expect=replace(talk.expect, about=("pour ma mère",)))
    assert not wrong(clarify.score, about, good)
    assert "about" in wrong(clarify.score, replace(about, expect=Expect(about=("Écris-le",))), good)
    two = reply(SOUND, "Et qui ?", state="explore", mirror=Mirror("mot " * 21, ()))
    last = reply(said=("Écris-le donc, dit-elle.",), state="close")
    bad = wrong(clarify.score, talk, sitting(two, last, said=told, closed=False))
    assert {"one-question", "short-mirror", "ends", "way", "own-sentences", "hands-back", "holds-back"} <= bad.keys()


def test_variety() -> None:
    """The same question twice, all about one thing, and all that begin alike."""
    row = case(turns=(DRAFT, DRAFT), row=True)
    same: Reply = reply(SOUND, "Que voit-on ?", "Que sent-on ?")
    assert {"lenses", "fresh", "openings"} <= wrong(variety.score, row, sitting(same, same, said=row.turns)).keys()
