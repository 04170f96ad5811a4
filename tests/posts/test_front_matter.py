"""companion.posts.front_matter."""

import pytest

from companion.posts import dates
from companion.posts.front_matter import split


@pytest.mark.parametrize(
    "written",
    [
        "---\ntitle: Un été\ndraft: true\n---\nBonjour.",
        "\ufeff---\r\ntitle: Un été\r\ndraft: true\r\n---\r\nBonjour.",
        '+++\ntitle = "Un été"\ndraft = true\n+++\nBonjour.',
        '{"title": "Un été", "draft": true}\nBonjour.',
        "\n\n---\nTitle: 'Un été'\nDraft: True\n---\nBonjour.",
        "---\ntitle: Un été\ndraft: true\n...\n\nBonjour.",
        "-----  \ntitle: Un été\ndraft: true\n-----\nBonjour.",
    ],
)
def test_yaml_toml_and_json(written: str) -> None:
    """The three kinds say the same, TOML included, with or without a byte order mark."""
    matter = split(written)
    assert matter.text("title") == "Un été"
    assert matter.says("draft", "true")
    assert matter.body.strip() == "Bonjour."


def test_yaml_that_is_not_yaml() -> None:
    """A title with a colon breaks YAML, and people write them all the time: the lines are read one by one."""
    matter = split("---\ntitle: L'été: un bilan\ndate: 2024-03-12\ntags: [a, b\n---\nBonjour.")
    assert matter.text("title") == "L'été: un bilan"
    assert matter.text("date") == "2024-03-12"
    assert matter.body.strip() == "Bonjour."


def test_a_date_that_does_not_exist_is_a_text() -> None:
    """It does not cost the post, as PyYAML's own dates would."""
    assert split("---\ndate: 2024-13-45\n---\nBonjour.").text("date") == "2024-13-45"


@pytest.mark.parametrize(
    "written",
    [
        "Bonjour.", "", "---\nPas fermé", "---\n\nUne pause.\n\n---\n\nUne autre.", "{ pas du json",
        "{{< figure >}}\nBonjour",
        "+++\nni ça\n+++\nBonjour", "Un.\n\n---\ntitle: pas un en-tête\n---\n",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_text(written: str) -> None:
    """A rule between paragraphs is not front matter: nothing of the text is lost."""
    assert split(written).body == written
    assert not split(written).values


@pytest.mark.parametrize(
    "written",
    [
        "---\n" + "[" * 20_000 + "\n---\nBonjour.",
        "---\n" + "- " * 20_000 + "a\n---\nBonjour.",
        "{" + '"a":{' * 20_000,
        "+++\na = " + "[" * 20_000 + "\n+++\nBonjour.",
        "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\nBonjour.",
        "---\n!!python/object/apply:os.system ['true']\n---\nBonjour.",
    ],
)
def test_hostile_front_matter(written: str) -> None:
    """Nesting, aliases and tags do no harm; the text is read all the same."""
    assert split(written).body.strip()


BOMB = "\n".join(["a0: &a0 [x, x, x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))])


@pytest.mark.parametrize("name", ["title", "date", "lang", "draft"])
def test_aliases_are_refused(name: str) -> None:
    """A few hundred bytes of YAML aliases never become gigabytes of text; the lines are read one by one instead."""
    matter = split(f"---\n{BOMB}\n{name}: *a9\nstatus: draft\n---\nBonjour.")
    assert matter.text(name) == "*a9"
    assert matter.says("status", "draft")
    assert dates.parse(matter.values[name]) is None
    assert matter.body.strip() == "Bonjour."


@pytest.mark.parametrize(
    "written",
    [
        "---\ntitle: [un, deux]\ndate: {a: 2024-03-12}\n---\nBonjour.",
        '+++\ntitle = ["un", "deux"]\ndate = [2024-03-12]\n+++\nBonjour.',
        '{"title": ["un", "deux"], "date": {"a": 1}}\nBonjour.',
        f"+++\ntitle = 0x{'f' * 5_000}\n+++\nBonjour.",
    ],
)
def test_only_single_values_are_texts(written: str) -> None:
    """A list or a table where one value should stand holds no title and no date, and costs nothing else."""
    matter = split(written)
    assert matter.text("title") == ""
    assert matter.date("date") is None
    assert matter.body.strip() == "Bonjour."
