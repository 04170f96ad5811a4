"""companion.posts.plain_text."""

import time

import pytest

from companion.posts.plain_text import plain


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("# Un titre #\n\nDu texte.", "Un titre\n\nDu texte."),
        ("#  Un titre ##  \n## C#\n# ##\nFin.", "Un titre\nC#\n\nFin."),
        ("Un titre\n========\nDu texte.", "Un titre\n\nDu texte."),
        ("Du **gras**, de l'*italique*, du _soulevé_ et __fort__.", "Du gras, de l'italique, du soulevé et fort."),
        ("Un [lien](https://a.example) et une ![image](https://a.example/x.png).", "Un lien et une ."),
        ("[piège](javascript:alert(1))", "piège)"),
        ("{{< youtube abc >}}\nAllô {% include x %}{{ page.title }}", "Allô"),
        ("> Cité\n> deux", "Cité\ndeux"),
        ("Un\r\nDeux  \r\n\r\n\r\n\r\nTrois", "Un\nDeux\n\nTrois"),
        ("<!-- wp:paragraph --><p>Bonjour</p>", "Bonjour"),
        ("Avant\n\n---\n\nAprès", "Avant\n\nAprès"),
        ("Voir [[Note|ma note]] et [[Autre]].", "Voir ma note et Autre."),
        ("snake_case_name et 2 * 3 * 4 restent", "snake_case_name et 2 * 3 * 4 restent"),
        ("5 < 6 et 7 > 3 <3", "5 < 6 et 7 > 3 <3"),
        (r"\*pas gras\*", "*pas gras*"),
        ("- un\n- deux", "- un\n- deux"),
        ("Note[^1].\n\n[^1]: en bas", "Note.\n\n en bas"),
    ],
)
def test_what_a_reader_sees(markdown: str, seen: str) -> None:
    """Marks go, words stay: what is quoted later reads as it did when it was published."""
    assert plain(markdown) == seen


@pytest.mark.parametrize("part", ["*", "_", "[", "![", "<a", "{%", "{{", "<!--", "> ", "`", "a*", "[a](", "**a ", "- "])
def test_no_text_takes_long(part: str) -> None:
    """A text made to be slow is read in a moment."""
    start = time.process_time()
    plain(part * (20_000 // len(part)))
    assert time.process_time() - start < 5  # a bound of another order than what is usual, not a budget


@pytest.mark.parametrize(
    "text",
    [f"# a{' ' * 60_000}b", f"a{' ' * 60_000}b", f"# {' ' * 60_000}", f"a{' ' * 60_000}\n", f"# a{' #' * 30_000} b"],
    ids=["in a heading", "in a line", "in an empty heading", "at the end", "hashes"],
)
def test_blanks_cost_no_more_than_letters(text: str) -> None:
    """Sixty thousand blanks are read in a moment, wherever they stand."""
    start = time.process_time()
    assert plain(text) == "\n".join(line.lstrip("# ").rstrip() for line in text.split("\n")).strip()
    assert time.process_time() - start < 2  # what took 35 s took it because of its square
