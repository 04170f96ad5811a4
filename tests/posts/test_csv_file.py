"""companion.posts.csv_file, through read()."""

import time
from pathlib import Path

import pytest

from companion.errors import UnknownFormat
from companion.posts import Skipped, read
from companion.records import Post


def items(folder: Path, data: bytes | str, name: str = "posts.csv") -> list[Post | Skipped]:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    reading = read(path)
    assert reading.platform == "csv"
    return list(reading.items)


def texts(found: list[Post | Skipped]) -> list[str]:
    return [item.text if isinstance(item, Post) else f"({item.reason})" for item in found]


def test_a_row_is_a_post(tmp_path: Path) -> None:
    """Text, date, link, language and source reach the post."""
    (post,) = items(tmp_path, "date,text,link\n2024-03-12,Je suis dans ma cour à matin.,https://a.example/1\n")
    assert isinstance(post, Post)
    assert post.text == "Je suis dans ma cour à matin."
    assert post.date is not None
    assert post.date.isoformat() == "2024-03-12T12:00:00+00:00"
    assert (post.platform, post.language, post.link, post.source) == ("csv", "fr", "https://a.example/1", "posts.csv")


@pytest.mark.parametrize("name", ["Text", "TEXTE", "caption", "Légende", "content", "body", "message", "Commentary"])
def test_a_text_goes_by_many_names(tmp_path: Path, name: str) -> None:
    """A column is recognised by its name, whatever its case and accents."""
    assert texts(items(tmp_path, f"id,{name}\n1,Bonjour à tous\n")) == ["Bonjour à tous"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_french_spreadsheet_uses_semicolons(tmp_path: Path, delimiter: str) -> None:
    """The delimiter is the one that makes sense of the header."""
    assert texts(items(tmp_path, f"date{delimiter}texte\n2024-01-02{delimiter}Allô\n")) == ["Allô"]


def test_excel_files(tmp_path: Path) -> None:
    """A byte order mark, a `sep=` line, CRLF and Windows's code page are no obstacle."""
    assert texts(items(tmp_path, b"\xef\xbb\xbftext,date\r\nAll\xc3\xb4,2024-01-02\r\n")) == ["Allô"]
    assert texts(items(tmp_path, "sep=;\r\ndate;texte\r\n2024-01-02;Été\r\n".encode("cp1252"))) == ["Été"]
    assert texts(items(tmp_path, "date;texte\n2024-01-02;Où ça\n".encode("utf-16"))) == ["Où ça"]


def test_formulas_are_text(tmp_path: Path) -> None:
    """`=SUM(...)` in a cell is what the author wrote: it is neither run nor changed."""
    assert texts(items(tmp_path, 'text\n"=SUM(A1:A9)"\n+1 pour ça\n@moi\n')) == ["=SUM(A1:A9)", "+1 pour ça", "@moi"]


def test_line_breaks_and_long_cells(tmp_path: Path) -> None:
    """A post keeps its lines; one longer than the csv module's own limit is read, one over ours is left aside."""
    assert texts(items(tmp_path, 'text\n"Un.\n\nDeux, ""trois""."\n')) == ['Un.\n\nDeux, "trois".']
    long = "mot " * 40_000
    assert texts(items(tmp_path, f'text\n"{"mot " * 20_000}"\n')) == [("mot " * 20_000).strip()]
    assert texts(items(tmp_path, f'text\n"{long}"\nAllô\n')) == ["(too-long)", "Allô"]


def test_rows_that_are_not_posts(tmp_path: Path) -> None:
    """An empty text is left aside under its reason, a short row too; a blank line is no row."""
    assert texts(items(tmp_path, "date,text\n2024-01-02,\n2024-01-02\n\n2024-01-02,!!!\n,Oui\n")) == [
        "(empty)",
        "(empty)",
        "(empty)",
        "Oui",
    ]


def test_title_alone_and_replies(tmp_path: Path) -> None:
    """A post with only a title keeps it as its text; a reply is known as one, so that it is never quoted."""
    found = items(tmp_path, "title,text,kind\nMon titre,,post\nT,Merci à toi,reply\n")
    assert texts(found) == ["Mon titre", "Merci à toi"]
    assert [item.kind for item in found if isinstance(item, Post)] == ["post", "reply"]


def test_nul_and_bad_dates(tmp_path: Path) -> None:
    """NUL far in the file is a character, and a date that does not exist is no date."""
    filler = "Encore,2024-01-02\n" * 5_000
    *_, post = items(tmp_path, f"text,date\n{filler}un\0deux,2024-13-45\n")
    assert isinstance(post, Post)
    assert (post.text, post.date) == ("un\0deux", None)


def test_no_column_of_texts(tmp_path: Path) -> None:
    """A table without a text is refused by name: nothing is guessed."""
    path = tmp_path / "contacts.csv"
    path.write_text("email,phone\na@b.example,555\n", encoding="utf-8")
    with pytest.raises(UnknownFormat):
        read(path)


def test_a_row_longer_than_the_header_is_broken(tmp_path: Path) -> None:
    """A comma that nobody quoted cuts a post in two: it is left aside and counted, never kept without its end."""
    rows = "date,text\n2024-01-02,Bonjour la gang, la boutique ferme demain\n2024-01-03,Oui\n2024-01-04,Allô,,\n"
    assert texts(items(tmp_path, rows)) == ["(broken)", "Oui", "Allô"]


@pytest.mark.parametrize(
    "rows",
    [
        '2024-01-02,"Bonjour la gang\n2024-01-03,Deux\n2024-01-04,Trois\n',
        '2024-01-02,"Bonjour la gang\n2024-01-03,Deux\n2024-01-04,"Trois"\n',
        '2024-01-02,"Bonjour la gang\r\n2024-01-03,"Deux"\r\n2024-01-04,Trois\r\n',
        '2024-01-02,"Bonjour la gang\n2024-01-03,Deux\n2024-01-04,"Trois",\n',
        '2024-01-02,Bonjour" la gang, oui"\n2024-01-03,Deux\n2024-01-04,Trois',
        '2024-01-02,"Bonjour "la" gang"\n2024-01-03,Deux\n2024-01-04,Trois',
    ],
)
def test_a_quote_that_is_not_closed_costs_its_own_row(tmp_path: Path, rows: str) -> None:
    """One mark too few or too many never merges rows: its row is counted as broken, the next ones are read."""
    assert texts(items(tmp_path, "date,text\n" + rows)) == ["(broken)", "Deux", "Trois"]


def test_rows_swallowed_without_a_fault_of_quoting(tmp_path: Path) -> None:
    """A mark that happens to close further down is seen by the rows inside: same cells, dates written alike."""
    rows = 'date,text\n2024-01-02,"Bonjour la gang\n2024-01-03,Deux\n2024-01-04,Une planche de 5"\n2024-01-05,Oui\n'
    assert texts(items(tmp_path, rows)) == ["(broken)", "Deux", 'Une planche de 5"', "Oui"]


def test_what_may_not_be_a_row_is_counted_line_by_line(tmp_path: Path) -> None:
    """After a broken row, lines that are not plainly rows make no post; each is counted."""
    rows = 'date,text\n2024-01-02,"Un "mot" ici.\n\nDeuxième, en passant.\nFin."\n2024-01-03,Oui\n'
    assert texts(items(tmp_path, rows)) == ["(broken)", "(broken)", "(broken)", "Oui"]


def test_without_dates_the_rows_are_told_by_their_cells(tmp_path: Path) -> None:
    """A table without a column of dates, or of texts alone, loses one row to a quote too."""
    assert texts(items(tmp_path, 'id;texte\n1;"Un\n2;Deux\n3;Trois\n')) == ["(broken)", "Deux", "Trois"]
    assert texts(items(tmp_path, 'texte\n"Un\nDeux\n\nTrois')) == ["(broken)", "Deux", "Trois"]


@pytest.mark.parametrize(
    "cell",
    [
        "Les dates :\n2024-03-12, atelier\n2024-03-13, atelier",
        "Les dates :\n12 mars 2024, atelier\n13 mars 2024,atelier",
        "Bonjour, la gang\nMerci, tout le monde",
        "a,b\n,\nc,d",
    ],
)
def test_a_long_cell_is_not_taken_for_rows(tmp_path: Path, cell: str) -> None:
    """A post that lists dates, or has a comma a line, is one post."""
    assert texts(items(tmp_path, f'date,text\n2024-01-02,"{cell}"\n,"{cell}"\n2024-01-05,Oui\n')) == [cell, cell, "Oui"]


def test_a_header_with_a_quote_loses_nothing(tmp_path: Path) -> None:
    """The header is a line like another: one that is not closed does not take the table with it."""
    assert texts(items(tmp_path, 'date,"text\n2024-01-02,Un\n2024-01-03,Deux\n')) == ["Un", "Deux"]
    assert texts(items(tmp_path, 'date,"text\n2024-01-02,Un\n2024-01-03,5"\n')) == ["Un", '5"']
    assert texts(items(tmp_path, 'text,"date\nde publication"\nUn,2024-01-02\n')) == ["Un"]


def test_broken_quotes_take_no_longer(tmp_path: Path) -> None:
    """Lines that are read again are read once more, not once a row."""
    start = time.process_time()
    found = items(tmp_path, "date,text\n" + '2024-01-02,"Un\n' * 20_000)
    assert time.process_time() - start < 10
    assert {item.reason for item in found if isinstance(item, Skipped)} == {"broken"}
    assert len(found) == 20_000


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        ("text,date\nUn,02/03/2024\nDeux,25/12/2023\n", "2024-03-02T12:00:00+00:00"),
        ("text,date\nUn,02/03/2024\nDeux,12/25/2023\n", "2024-02-03T12:00:00+00:00"),
        ("text;date\nUn;02-03-2024 14:05\n", "2024-03-02T14:05:00+00:00"),
        ("Contenu,Publié le\nUn,02.03.2024 14h05\n", "2024-03-02T14:05:00+00:00"),
        ("text,date\nUn,02/03/2024\n", None),
        ("texte,date\nUn,02/03/2024\nDeux,12/25/2023\nTrois,25/12/2023\n", None),
    ],
)
def test_days_and_months_that_may_be_taken_for_each_other(tmp_path: Path, rows: str, day: str | None) -> None:
    """The other dates of the column tell, else a table in French; where they disagree or nothing tells, no date."""
    first = items(tmp_path, rows)[0]
    assert isinstance(first, Post)
    assert (first.date.isoformat() if first.date else None) == day


@pytest.mark.parametrize(
    ("text", "told", "language"),
    [("Non listé", "fr", "fr"), ("Bonne fête à tous mes clients", "en", "fr")],
)
def test_a_few_words_are_in_the_language_that_their_source_tells(
    tmp_path: Path, text: str, told: str, language: str
) -> None:
    """A guess at two words makes Finnish of French; French and English are known for sure."""
    (post,) = items(tmp_path, f"text,lang\n{text},{told}\n")
    assert isinstance(post, Post)
    assert post.language == language
