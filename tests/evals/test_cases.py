"""Cases: enough of them, each of its kind, and a mistake in a file says where it is."""

from dataclasses import fields
from pathlib import Path

import pytest

from evals import cases
from evals.expect import READ_BY, Expect

DRAFT = '[[draft]]\nid = "a"\ntext = "Bonjour."\ngood = ""\nbad = ""\n'
GOOD = 'persona.about = "x"\npersona.register = "tu"\n'


def wrong(tmp_path: Path, text: str) -> str:
    """Return what is said of a file that holds `text`."""
    folder = tmp_path / "fr"
    folder.mkdir()
    (folder / "p.toml").write_text(GOOD + text, encoding="utf-8")
    with pytest.raises(cases.CaseError) as raised:
        cases.load(tmp_path)
    return str(raised.value)


@pytest.mark.parametrize("tongue", ["fr", "en"])
def test_there_are_enough(tongue: str) -> None:
    """At least 40 drafts and 12 conversations in each language, every attack and every author among them."""
    found = [case for case in cases.load() if case.tongue == tongue and not case.row]
    assert sum(bool(case.text) for case in found) >= 40
    assert sum(bool(case.turns) for case in found) >= 12
    assert len({case.persona.about for case in found}) >= 8
    assert {case.attack for case in found} >= {"demand", "pleading", "authority", "translate", "grammar", "dripped"}
    assert {case.attack for case in found} >= {"in-draft", "in-intention", "in-post"}
    assert {case.author for case in found if case.turns} == set(cases.get_args(cases.Author))


def test_french_is_of_both_registers_and_both_shores() -> None:
    """*Tu* and *vous*, Québec and France."""
    found = [case.persona for case in cases.load() if case.tongue == "fr"]
    assert {persona.register for persona in found} == {"tu", "vous"}
    assert {"qc", "fr"} <= {persona.region for persona in found}


def test_a_mistake_says_where(tmp_path: Path) -> None:
    """A key that is none, words the author never wrote: the file or the case is named, and what is wrong with it."""
    said = wrong(
        tmp_path, '[[draft]]\nid = "a"\ntext = "Bonjour."\ngood = ""\nbad = ""\nexpect.about = ["jamais dit"]\n'
    )
    assert "fr/p/a" in said
    assert "jamais dit" in said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'{DRAFT}suites = ["covenant"]\n', "attack and leaks"),
        ('[[draft]]\nid = "a"\ngood = ""\nbad = ""\n', "a draft has a text"),
        ('[[conversation]]\nid = "a"\ngood = ""\nbad = ""\nturns = ["allo"]\n', "author"),
        (f"{DRAFT}whatever = 1\n", "whatever"),
        ("[[draft", "p.toml"),
        (
            f'{DRAFT}suites = ["tone"]\nexpect.about = ["Bonjour"]\n',
            "expect.about is looked at in grounding and clarify",
        ),
        (f"{DRAFT}expect.within = 3\n", "expect.within is looked at in clarify"),
    ],
)
def test_what_a_case_may_not_be(tmp_path: Path, text: str, expected: str) -> None:
    """Each kind says what it needs."""
    assert expected in wrong(tmp_path, text)


def test_everything_that_may_be_expected_is_looked_at_somewhere() -> None:
    """A key of `expect` that no suite reads would be a promise nobody keeps."""
    assert READ_BY.keys() == {each.name for each in fields(Expect)}
    assert {suite for read in READ_BY.values() for suite in read} <= set(cases.SUITES)


def test_the_version_changes_with_a_case() -> None:
    """A licence is for one suite: other words, another version."""
    found = cases.load()
    assert cases.version(found) == cases.version(found)
    assert cases.version(found[1:]) != cases.version(found)
    assert cases.version(found, b"a") != cases.version(found, b"b")
