"""What an author has under way: versions of a draft, questions put differently or never again, the desk."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from companion.embedding import HashEmbedder
from companion.errors import NotFound, StoreFull
from companion.records import Desk, Version
from companion.session import Companion
from companion.settings import Settings

DRAFT = (
    "Hier, une cliente m'a écrit que mon atelier de couture lui avait redonné confiance. Je ne sais pas comment le "
    "raconter. Tout le monde dit qu'il faut publier le mardi. Moi, j'aimerais juste dire merci à Lise, qui répare "
    "les robes de sa mère depuis trente ans, et à ma grand-mère, qui m'a tout appris dans sa cuisine de Rimouski."
)
GRAVE = "Je veux mourir, je n'en peux plus."


@pytest.fixture
def companion(home: Path) -> Iterator[Companion]:
    with Companion(Settings(home), embedder=HashEmbedder()) as companion:
        yield companion


def _read(companion: Companion, draft: str = DRAFT) -> Version:
    return Version(draft, companion.critique(draft))


def test_asked_again_no_question_comes_back_and_both_versions_are_kept(companion: Companion) -> None:
    """An edited draft is another turn of its session, with questions of its own each time, as long as there are any."""
    versions: list[Version] = []
    for edit in range(4):
        draft = DRAFT + " Encore." * edit
        versions.append(Version(draft, companion.critique(draft, versions=versions)))
    assert len({version.reply.session for version in versions}) == 1
    frames = [question.frame for version in versions for question in version.reply.questions]
    assert len(frames) == len(set(frames)) >= 8
    kept = companion.versions(versions[0].reply.session)
    assert [version.draft for version in kept] == [version.draft for version in versions]
    assert len(companion.journal()) == 1


def test_an_answer_is_taken_into_account(companion: Companion) -> None:
    """What was answered is said back, word for word, where the draft has not taken it in; each answer stays its own."""
    first = _read(companion)
    companion.answer(first.reply.session, 1, "Je voulais surtout que ma grand-mère soit fière de moi.")
    (known,) = companion.versions(first.reply.session)
    again = companion.critique(DRAFT + " Voilà.", versions=[known])
    assert again.mirror
    assert again.mirror.text.startswith("La dernière fois")
    assert again.mirror.quotes[0] in known.answers[0].text
    assert companion.answers(again.session) == ()
    assert companion.versions(again.session)[0].answers == known.answers
    taken = companion.critique(f"{DRAFT} {known.answers[0].text}", versions=[known])
    assert not (taken.mirror and taken.mirror.text.startswith("La dernière fois"))


def test_what_is_suspected_is_said_back_word_for_word(companion: Companion) -> None:
    """As a mirror, in the author's own words."""
    said = "Je soupçonne que je me cache derrière le mardi."
    mirror = companion.critique(DRAFT, suspicion=said).mirror
    assert mirror
    assert mirror.quotes[0] in said
    assert mirror.quotes[0] in mirror.text


def test_words_of_distress_beside_a_draft_bring_the_card_and_are_not_said_back(companion: Companion) -> None:
    """The line before the questions counts as the draft does: the card, no mirror, softer questions."""
    reply = companion.critique(DRAFT, suspicion=GRAVE)
    assert reply.care
    assert reply.mirror is None
    assert len(reply.questions) <= 2
    assert companion.care(GRAVE, "fr")
    assert companion.care("Je suis morte de rire.", "fr") is None


@pytest.mark.parametrize("lens", ["voice", "reader", "lived"])
def test_a_picked_lens_comes_first(companion: Companion, lens: str) -> None:
    """Where the draft gives hold to it, and then once only."""
    lenses = [question.lens for question in companion.critique(DRAFT, lens=lens).questions]  # type: ignore[typeddict-item]
    assert lens in lenses
    assert len(lenses) == len(set(lenses)) >= 2


@pytest.mark.parametrize("memory", [True, False])
def test_a_question_is_put_differently(home: Path, memory: bool) -> None:
    """The others stay, what was seen never comes back, and the journal holds what stands, answers in their places."""
    with Companion(Settings(home, memory=memory), embedder=HashEmbedder()) as companion:
        now = _read(companion)
        stays = now.reply.questions[1]
        if memory:
            companion.answer(now.reply.session, 2, "Pour Lise.")
            companion.skip(now.reply.session, 1)
        seen = [now.reply.questions[0].frame]
        while len(seen) < 5 and (new := companion.differently([now], 1)):
            seen.append(new.reply.questions[0].frame)
            assert new.reply.questions[1] == stays
            now = new
        assert len(seen) == len(set(seen)) >= 3
        if memory:
            (kept,) = companion.versions(now.reply.session)
            assert kept.reply.questions == now.reply.questions
            assert set(kept.gave_way) == set(seen[:-1])
            assert [(a.number, a.text) for a in kept.answers] == [(2, "Pour Lise.")]
    with pytest.raises(NotFound):
        companion.differently([now], 9)


def test_never_again_holds_until_it_is_taken_back(companion: Companion) -> None:
    """Not in any reply from then on; the list shows the question without a word of a draft; it can come back."""
    reply = companion.critique(DRAFT)
    frame = reply.questions[0].frame
    companion.never_ask(reply.session, 1)
    companion.never_ask(reply.session, 1)
    (unwanted,) = companion.never_asked()
    assert unwanted.id == frame
    assert "«\u202f…\u202f»" in unwanted.text or "«" not in unwanted.text
    for _ in range(3):
        assert frame not in [question.frame for question in companion.critique(DRAFT).questions]
    companion.set("memory", "off")
    assert frame not in [question.frame for question in companion.critique(DRAFT).questions]
    companion.ask_again(unwanted.id)
    assert companion.never_asked() == ()
    with pytest.raises(NotFound):
        companion.ask_again(unwanted.id)


def test_what_lies_on_the_desk_outlives_a_restart_and_goes_with_what_is_erased(home: Path) -> None:
    """Half a character too; after an erase no file of the home holds a word of it."""
    lies = Desk("un canari \ud83d au brouillon", "je me doute", "abc", ((2, "à moitié"),))
    with Companion(Settings(home), embedder=HashEmbedder()) as companion:
        companion.lay(lies)
    with Companion(Settings(home), embedder=HashEmbedder()) as companion:
        assert companion.desk == lies
        session = companion.critique(DRAFT).session
        companion.lay(replace(lies, session=session))
        companion.erase_session(session)
        assert companion.desk == Desk()
        companion.lay(lies)
        companion.erase_everything()
        assert companion.desk == Desk()
    assert not [file for file in home.rglob("*") if file.is_file() and b"canari" in file.read_bytes()]


def test_with_memory_off_the_desk_is_in_no_file(home: Path) -> None:
    """It lies in memory alone; what lay in a file before goes."""
    with Companion(Settings(home), embedder=HashEmbedder()) as companion:
        companion.lay(Desk("un autre canari"))
        companion.set("memory", "off")
        companion.lay(Desk("un canari"))
        assert companion.desk.draft == "un canari"
    with Companion(Settings(home), embedder=HashEmbedder()) as companion:
        assert companion.desk == Desk()


def test_an_answer_stays_behind_with_the_question_that_gave_way(companion: Companion) -> None:
    """It is of no question that is shown, wherever it is asked for; and no question that is not shown takes one."""
    first = _read(companion)
    session, shown = first.reply.session, len(first.reply.questions)
    companion.answer(session, 1, "pour Lise")
    assert companion.differently([first], 1)
    assert companion.answers(session) == ()
    assert [entry.answers for entry in companion.journal()] == [()]
    with pytest.raises(NotFound):
        companion.answer(session, shown + 1, "à personne")
    with pytest.raises(NotFound):
        companion.never_ask(session, shown + 1)
    (known,) = companion.versions(session)
    assert companion.differently([known], 1)  # and again, with what was answered behind it


def test_what_is_put_differently_in_an_old_window_changes_no_newer_reading(companion: Companion) -> None:
    """Another window read the draft again: its questions stay, and the old window is told."""
    first = _read(companion)
    again = companion.critique(DRAFT + " Encore.", versions=[first])
    with pytest.raises(NotFound):
        companion.differently([first], 1)
    assert [v.reply.questions for v in companion.versions(again.session)] == [first.reply.questions, again.questions]


def test_a_store_that_refuses_costs_the_memory_of_it_alone(
    companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other question is there all the same, with a notice."""
    first = _read(companion)

    def full(*_: object) -> None:
        raise StoreFull(path="x")

    monkeypatch.setattr("companion.store.versions.reword", full)
    other = companion.differently([first], 1)
    assert other is not None
    assert other.reply.questions[0] != first.reply.questions[0]
    assert "not-kept" in [notice.code for notice in other.reply.notices]


def test_however_often_it_is_read_again_something_is_asked(companion: Companion) -> None:
    """When all that suits a very short text was asked, it comes back rather than nothing."""
    versions: list[Version] = []
    for _ in range(8):
        versions.append(Version("Bonjour.", companion.critique("Bonjour.", versions=versions)))
    assert all(version.reply.questions for version in versions)


def test_erasing_another_session_leaves_the_desk(companion: Companion) -> None:
    """Only what holds what is erased goes with it."""
    old, new = _read(companion).reply.session, _read(companion, DRAFT + " Encore.").reply.session
    companion.lay(Desk(draft="Un tout autre brouillon.", session=new))
    companion.erase_session(old)
    assert companion.desk.draft == "Un tout autre brouillon."
    companion.lay(Desk(draft=DRAFT + " Encore."))
    companion.erase_session(new)
    assert companion.desk == Desk()


def test_memory_switched_off_leaves_no_draft_in_any_file(home: Path) -> None:
    """What lay on the desk before goes from the files with the switch; it stays on the page."""
    with Companion(Settings(home), embedder=HashEmbedder()) as companion:
        companion.lay(Desk(draft="Un brouillon à oublier."))
        companion.set("memory", False)
        assert companion.desk.draft == "Un brouillon à oublier."
    assert not any("à oublier".encode() in path.read_bytes() for path in home.rglob("*") if path.is_file())
