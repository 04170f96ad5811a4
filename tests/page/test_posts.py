"""Past posts, through the page."""

import html
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import expect

from companion.embedding import HashEmbedder
from companion.errors import StoreBusy
from companion.records import Intention
from companion.session import Companion
from companion.settings import Settings
from companion.store.database import Database
from companion.ui.posts import PostsTab
from companion.ui.wording import Wording
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


def test_a_file_is_counted_then_imported_searched_and_forgotten(visit: Visit, tmp_path: Path) -> None:
    """Counts come before anything is kept; then the list, a search, and one post gone for good. No upload is left."""
    in_french(visit)
    file = tmp_path / "publications.csv"
    file.write_text(ROWS, encoding="utf-8")
    visit.tab(POSTS)
    visit.page.set_input_files("#file input[type=file]", file)
    counted = visit.page.locator("#counted")
    expect(counted).to_contain_text("publications.csv")
    expect(counted).to_contain_text("À importer\u00a0: 3")
    expect(visit.page.locator("#posts li")).to_have_count(0)
    visit.page.click("#import")
    expect(counted).to_contain_text("Publications importées\u00a0: 3")
    expect(visit.page.locator("#posts li")).to_have_count(3)
    expect(visit.page.locator("#posts li").first).to_contain_text("20 janvier 2026")
    assert uploads(visit) == []
    visit.page.get_by_label("Chercher").fill("jardin")
    expect(visit.page.locator("#posts li")).to_have_count(1)
    visit.page.once("dialog", lambda dialog: dialog.accept())
    visit.page.get_by_role("button", name="Oublier").click()
    expect(visit.page.locator("#forgotten")).to_contain_text("oubliée")
    visit.page.get_by_label("Chercher").fill("")
    expect(visit.page.locator("#posts li")).to_have_count(2)


def test_what_is_left_of_a_forgotten_post_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says that traces stay while another process reads, beside the news that the post is forgotten."""

    def busy(database: Database) -> None:
        raise StoreBusy(path=database.path)

    monkeypatch.setattr(Database, "scrub", busy)
    with Companion(Settings(home, language="fr"), embedder=HashEmbedder()) as companion:
        event: Any = SimpleNamespace(post=companion.paste_post("Une publication à oublier.").id)
        said, _ = PostsTab(companion, Wording(companion)).forget("", event)
    assert "Publication oubliée." in said
    assert "quand l'autre Companion sera fermé" in html.unescape(said)


def test_a_journal_comes_back_where_no_post_is_new(tmp_path: Path) -> None:
    """An export of ours without a new post still holds what was asked and meant; once all is there, it is let go."""
    with Companion(Settings(tmp_path / "one", language="fr"), embedder=HashEmbedder()) as companion:
        companion.save_intention(Intention(why="pour ma rue"))
        companion.critique("Dans ma cour, hier, j'ai ri.")
        companion.export(tmp_path / "export")
    with Companion(Settings(tmp_path / "two", language="fr"), embedder=HashEmbedder()) as companion:
        tab = PostsTab(companion, Wording(companion))
        upload = shutil.make_archive(str(tmp_path / "export"), "zip", tmp_path, "export")
        said, path, button, _ = tab.count(upload)
        assert (path, button["visible"]) == (upload, True)
        assert "À remettre dans le journal\u00a0: 1" in html.unescape(said)
        assert companion.journal() == []
        said, path, _ = tab.bring(upload, lambda *_, **__: None)
        assert "Remis dans le journal\u00a0: 1" in html.unescape(said)
        assert (len(companion.journal()), len(companion.intentions()), Path(upload).exists()) == (1, 1, False)
        upload = shutil.make_archive(str(tmp_path / "export"), "zip", tmp_path, "export")
        said, path, button, _ = tab.count(upload)
        assert (path, button["visible"], Path(upload).exists()) == ("", False, False)
        assert "journal" not in said


def test_changing_one_s_mind_forgets_nothing(visit: Visit) -> None:
    """A dismissed confirmation leaves the post where it is."""
    in_french(visit)
    visit.tab(POSTS)
    visit.page.get_by_label("La publication", exact=True).fill("Une publication à garder.")
    visit.page.get_by_label("Sa date").fill("2026-02-03")
    visit.page.click("#paste")
    expect(visit.page.locator("#pasted")).to_contain_text("gardée")
    expect(visit.page.locator("#paste-text textarea")).to_have_value("")
    kept = visit.page.locator("#posts li", has_text="Une publication à garder.")
    expect(kept).to_contain_text("3 février 2026")
    visit.page.once("dialog", lambda dialog: dialog.dismiss())
    kept.get_by_role("button").click()
    visit.page.wait_for_timeout(300)
    expect(kept).to_have_count(1)


def test_a_date_that_cannot_be_read_loses_nothing(visit: Visit) -> None:
    """The words of the problem, and both boxes as they were."""
    in_french(visit)
    visit.tab(POSTS)
    visit.page.get_by_label("La publication", exact=True).fill("Un soir de mars.")
    visit.page.get_by_label("Sa date").fill("mars dernier")
    visit.page.click("#paste")
    expect(visit.page.locator("#pasted").get_by_role("alert")).to_contain_text("Cette date ne se lit pas")
    assert visit.page.input_value("#paste-text textarea") == "Un soir de mars."
    assert visit.page.input_value("#paste-date :is(input, textarea)") == "mars dernier"


def test_a_file_of_no_posts_is_named_and_not_left_behind(visit: Visit, tmp_path: Path) -> None:
    """An unknown format is said with the file's own name, never with the folder of uploads."""
    in_french(visit)
    file = tmp_path / "rien.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    visit.tab(POSTS)
    visit.page.set_input_files("#file input[type=file]", file)
    alert = visit.page.locator("#counted").get_by_role("alert")
    expect(alert).to_contain_text("rien.csv")
    assert "uploads" not in alert.inner_text()
    assert uploads(visit) == []
