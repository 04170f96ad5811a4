"""A reply as HTML: what is foreign is always text."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from companion.records import Answer, Care, Evidence, Intention, Mirror, ModelUse, Notice, Question, Reply, Resource
from companion.session import Companion
from companion.settings import Settings
from companion.ui import answers, cards
from companion.ui.answers import Under
from companion.ui.versions import versions
from companion.ui.wording import Wording

BAD = '<img src=x onerror="y">\'&\u2028\ud800\x00</p>'
SAFE = "&lt;img src=x onerror=&quot;y&quot;&gt;&#x27;&amp;\ufffd\ufffd\ufffd&lt;/p&gt;"
QUESTION = Question(
    text=f"Que veut dire « {BAD} » ?",
    lens="voice",
    move="deepen",
    frame=None,
    phrasing="own",
    anchor=None,
    evidence=(Evidence("post", BAD, "2026-03-12", BAD), Evidence("intention", "1", None, BAD)),
    why=BAD,
)
REPLY = Reply(
    id="r",
    session="s",
    state=None,
    language="fr",
    register="tu",
    mirror=Mirror(BAD, (BAD,)),
    questions=(QUESTION,),
    care=Care("distress", "qc", BAD, (Resource(BAD, BAD, BAD),), "2026-11-23"),
    notices=(Notice("x", BAD), Notice("return-to", BAD)),
    complete=True,
)


@pytest.fixture
def wording(tmp_path: Path) -> Wording:
    """Speak French, for a home that is never opened."""
    return Wording(Companion(Settings(tmp_path / "home")))


def test_every_foreign_text_of_a_reply_is_escaped(wording: Wording) -> None:
    """Mirror, question, why, evidence, care, notices and the author's own line: eleven texts, eleven times as text."""
    shown = cards.reply(REPLY, wording)
    assert shown.count(SAFE) == 11
    assert "<img" not in shown
    assert shown.encode()  # no half of a character is left to break the answer


def test_an_answer_is_escaped_wherever_it_is_shown(wording: Wording) -> None:
    """In its box, whose first line break is its own, under its question in the journal, and with what went wrong."""
    foreign = replace(REPLY, session=BAD)
    under = Under(done=[Answer(1, "answered", f"\n{BAD}")], trouble={1: BAD}, typed={1: BAD})
    shown = cards.reply(foreign, wording, answers.boxes(foreign, under, wording), draft=BAD)
    assert shown.count(SAFE) == 11 + 4
    assert f"\n\n{SAFE}</textarea>" in shown
    told = cards.reply(foreign, wording, answers.told(foreign, [Answer(1, "answered", BAD)], wording))
    assert told.count(SAFE) == 11 + 1
    assert "<img" not in shown + told


@pytest.mark.parametrize(("where", "told"), [("local", "sur cet ordinateur"), ("remote", "ailleurs")])
def test_a_reply_says_which_model_had_a_part_in_it(wording: Wording, where: Any, told: str) -> None:
    """Its name, as text, and where it runs; a model that did nothing in the end is not named."""
    for use in (ModelUse(f"openai/{BAD}", where, chose=True), ModelUse(f"openai/{BAD}", where, phrased=True)):
        shown = cards.reply(replace(REPLY, model=use), wording)
        assert told in shown.partition('class="by"')[2]
        assert shown.count("&lt;img") == cards.reply(REPLY, wording).count("&lt;img") + 1
        assert "<img" not in shown
    assert 'class="by"' not in cards.reply(replace(REPLY, model=ModelUse("openai/petit", where)), wording)


def test_evidence_shows_its_date_and_words(wording: Wording) -> None:
    """A citation says where it comes from, when, and in which words."""
    shown = cards.reply(
        replace(REPLY, questions=(replace(QUESTION, evidence=(Evidence("post", "1", "2026-03-12", "un mot"),)),)),
        wording,
    )
    assert "Publication, le 12 mars 2026\u00a0: <q>un mot</q>" in shown


def test_the_slots_of_a_growing_reply_stay_in_place(wording: Wording) -> None:
    """Each snapshot has the same skeleton, so that the browser adds what is new and a reader hears it once."""
    grown = [
        cards.waiting(wording),
        cards.reply(replace(REPLY, questions=(), complete=False), wording),
        cards.reply(REPLY, wording),
    ]
    names = ["care-slot", "mirror", "hint", "questions", "line", "notices", "heard"]
    for html in grown:
        places = [html.index(f'class="{name}"') for name in names]
        assert places == sorted(places)


def test_the_history_is_escaped(wording: Wording) -> None:
    """Intentions are text too, and so are the sentences of the page that hold a foreign word."""
    history = versions([Intention(why=BAD, version=1)], wording, ["why"])
    for html in (history, cards.trouble(BAD), cards.status(BAD), cards.title(BAD)):
        assert "<img" not in html
        assert "&lt;img" in html
