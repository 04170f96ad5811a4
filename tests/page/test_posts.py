"""Past posts, through the page: brought in, looked through, corrected, forgotten, taken along, erased."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from companion.session import Companion
from companion.settings import load
from tests.page.conftest import POSTS, Visit
from tests.page.test_journey import in_french

pytestmark = pytest.mark.slow

ROWS = (
    "text,date\n"
    '"Premier atelier de couture, tout le monde a ri.",2025-03-02\n'
    '"Le jardin est fini pour cette année.",2025-10-12\n'
    '"Deux ans de boutique, merci.",2026-01-20\n'
    '"   ",2026-01-21\n'
)


def uploads(visit: Visit) -> list[Path]:
    """Return every file left in the page's folder of uploads, but for the empty ones that Gradio makes."""
    return [path for path in (visit.served.home / "uploads").rglob("*") if path.is_file() and path.stat().st_size]


def given(visit: Visit, tmp_path: Path, rows: str = ROWS, name: str = "publications.csv") -> Locator:
    """Give the page a file, and return what it says of it."""
    file = tmp_path / name
    file.write_text(rows, encoding="utf-8")
    visit.page.set_input_files("#file input[type=file]", file)
    return visit.page.locator("#counted")


def test_a_file_is_counted_then_imported_searched_corrected_and_forgotten(visit: Visit, tmp_path: Path) -> None:
    """Counts and samples come before anything is kept; then the list, a search, a date, and one post gone for good."""
    in_french(visit)
    visit.tab(POSTS)
    counted = given(visit, tmp_path)
    expect(counted.locator("h3")).to_have_text("publications.csv · CSV")
    expect(counted.locator("dl").first).to_contain_text("À importer3")
    expect(counted.locator(".samples li")).to_have_count(3)
    counted.locator("summary").first.click()
    expect(counted.locator("details").first).to_contain_text("sans texte1")
    expect(visit.page.locator("#posts li")).to_have_count(0)
    counted.get_by_role("button", name="Importer").click()
    expect(counted).to_contain_text("Importées3", timeout=20_000)
    posts = visit.page.locator("#posts li")
    expect(posts).to_have_count(3)
    expect(posts.first).to_contain_text("20 janvier 2026")
    expect(visit.page.locator("#picture tbody tr").first).to_have_text("20261")
    assert uploads(visit) == []

    visit.page.get_by_label("Chercher", exact=True).fill("jardin")
    expect(posts).to_have_count(1)
    posts.get_by_text("Corriger la date").click()
    posts.get_by_label("Le jour").fill("2024-05-06")
    posts.get_by_role("button", name="Garder cette date").click()
    expect(posts.first).to_contain_text("6 mai 2024")
    expect(visit.page.locator("#forgotten")).to_contain_text("6 mai 2024")

    posts.get_by_text("Oublier", exact=True).focus()
    visit.page.keyboard.press("Enter")
    expect(posts.get_by_role("button", name="Oui, l'oublier")).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(posts.get_by_role("button", name="Oui, l'oublier")).to_be_hidden()
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#forgotten")).to_contain_text("oubliée")
    visit.page.get_by_label("Chercher", exact=True).fill("")
    expect(posts).to_have_count(2)


def test_what_is_typed_to_narrow_outlives_a_change_of_language(visit: Visit) -> None:
    """The words of the labels change; what was typed and chosen, and what is shown by it, stay."""
    in_french(visit)
    visit.tab(POSTS)
    visit.page.get_by_label("Année", exact=True).select_option("2025", timeout=20_000)
    visit.page.get_by_label("Chercher", exact=True).fill("atelier")
    expect(visit.page.locator("#posts li")).to_have_count(1)
    visit.page.click("#language")
    expect(visit.page.get_by_label("Year", exact=True)).to_have_value("2025")
    expect(visit.page.get_by_label("Search", exact=True)).to_have_value("atelier")
    expect(visit.page.locator("#posts li")).to_have_count(1)
    in_french(visit)


def test_a_post_is_pasted_and_a_date_that_cannot_be_read_loses_nothing(visit: Visit) -> None:
    """The words of the problem with both boxes as they were; once it is kept they are empty, and it is in the list."""
    in_french(visit)
    visit.tab(POSTS)
    visit.page.get_by_label("La publication", exact=True).fill("Un soir de mars.")
    visit.page.get_by_label("Sa date").fill("mars dernier")
    visit.page.click("#paste")
    expect(visit.page.locator("#pasted").get_by_role("alert")).to_contain_text("Cette date ne se lit pas")
    assert visit.page.input_value("#paste-text textarea") == "Un soir de mars."
    assert visit.page.input_value("#paste-date :is(input, textarea)") == "mars dernier"
    visit.page.get_by_label("Sa date").fill("2026-03-03")
    visit.page.click("#paste")
    expect(visit.page.locator("#pasted")).to_contain_text("gardée")
    expect(visit.page.locator("#paste-text textarea")).to_have_value("")
    expect(visit.page.locator("#posts li", has_text="Un soir de mars.")).to_contain_text("3 mars 2026")


def test_a_file_of_no_posts_may_be_said_what_it_is(visit: Visit, tmp_path: Path) -> None:
    """An unknown format is said with the file's own name; told what it is, it is read as that, and let go."""
    in_french(visit)
    visit.tab(POSTS)
    counted = given(visit, tmp_path, "a,b\n1,2\n", "rien.csv")
    expect(counted.get_by_role("alert")).to_contain_text("rien.csv")
    assert "uploads" not in counted.inner_text()
    counted.get_by_label("Le lire comme").select_option("mastodon")
    counted.get_by_role("button", name="Relire").click()
    expect(counted.get_by_label("Le lire comme")).to_have_count(0)
    assert uploads(visit) == []


def test_a_folder_of_this_computer_is_read_where_it_lies(visit: Visit, tmp_path: Path) -> None:
    """Its path is enough, quotes and all; it is counted, dropped, and not touched."""
    in_french(visit)
    visit.tab(POSTS)
    folder = tmp_path / "vieux billets"
    folder.mkdir()
    (folder / "un.md").write_text("---\ndate: 2019-04-05\n---\nLe premier billet de l'érablière.\n", encoding="utf-8")
    visit.page.get_by_text("Une très grosse archive").click()
    visit.page.get_by_label("Chemin").fill(f'"{folder}"')
    visit.page.keyboard.press("Enter")
    counted = visit.page.locator("#counted")
    expect(counted.locator("h3")).to_have_text("vieux billets · Markdown")
    counted.get_by_role("button", name="Laisser tomber").click()
    expect(counted).to_contain_text("Rien n'a été importé")
    assert [path.name for path in folder.iterdir()] == ["un.md"]


def test_everything_is_taken_along_then_erased(visit: Visit, tmp_path: Path) -> None:
    """A zip that can be imported again and is not left behind; then the word is typed, and a receipt says what went."""
    in_french(visit)
    visit.tab(POSTS)
    with visit.page.expect_download() as parcel:
        visit.page.get_by_role("button", name="Tout emporter").click()
    parcel.value.save_as(tmp_path / "companion.zip")
    with zipfile.ZipFile(tmp_path / "companion.zip") as packed:
        assert any(name.endswith("posts.jsonl") for name in packed.namelist())
    assert uploads(visit) == []
    erase = visit.page.locator("#erase")
    erase.get_by_label("Quoi").select_option("paste")
    erase.get_by_role("button", name="Voir ce qui partirait").click()
    expect(erase.locator("li")).to_have_text(["Publications : 1"])
    expect(erase.get_by_role("button", name="Ne rien effacer")).to_be_focused()
    visit.page.keyboard.press("Escape")
    erase.get_by_label("Quoi").select_option("*")
    erase.get_by_role("button", name="Voir ce qui partirait").click()
    expect(erase.get_by_label("Pour continuer")).to_be_focused()
    visit.page.keyboard.type("oui")
    visit.page.keyboard.press("Enter")
    expect(erase.get_by_role("alert")).to_contain_text("Rien n'a été effacé")
    erase.get_by_label("Pour continuer").fill("Effacer")
    visit.page.keyboard.press("Enter")
    expect(erase.get_by_role("status")).to_contain_text("Tout est effacé")
    expect(visit.page.locator("#posts li")).to_have_count(0)
    with Companion(load(visit.served.home)) as companion:
        assert companion.posts() == []
