"""Pictures of the page as somebody would have it after some weeks, for the READMEs and for whoever draws it.

    python -m tests.page.screens [FOLDER]

Everything in them was made up: a seamstress in Québec, her shop, her posts.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from companion.records import Intention, Language, Post, WayOut
from companion.session import Companion
from companion.settings import Settings
from tests.page.conftest import (
    CHROMIUM,
    CLARIFY,
    DRAFT,
    INTENTION,
    JOURNAL,
    MODEL,
    POSTS,
    SWITCHES,
    Served,
    Visit,
    start,
)

FOLDER = Path("docs/screens")
MOST, COLOURS = 200_000, 128
"""Bytes of a picture, and the colours that keep it under them."""
DESKTOP, PHONE = (1280, 900), (390, 844)
Theme = Literal["light", "dark"]


@dataclass(frozen=True)
class Furniture:
    """What one home holds, and what is said in front of it."""

    intention: Intention
    """What she posts for."""
    posts: dict[str, tuple[str, str]]
    """What she has published: day -> platform, text."""
    earlier: tuple[tuple[str, WayOut], ...]
    """Drafts of before, and what was decided."""
    draft: str
    """The one on the desk."""
    talk: tuple[str, ...]
    """Her side of a chat."""


FRENCH = Furniture(
    Intention(
        why="Que le monde sache qu'un manteau peut vivre deux fois.",
        community="Les gens du quartier qui gardent leur linge longtemps",
        message="Réparer, c'est une façon de dire qu'on tient à quelque chose.",
        tone="comme au comptoir",
        boundaries="Pas de photos de clientes. Pas de rabais.",
        return_to="Le bruit de la vieille Singer, le matin",
    ),
    {
        "2024-10-05": ("instagram", "C'est fait, l'atelier est ouvert. La porte colle, mais elle ouvre."),
        "2024-12-14": (
            "facebook",
            "Dernière semaine avant Noël : je ne prends plus d'ourlets, je finis ceux que j'ai promis.",
        ),
        "2025-02-22": (
            "instagram",
            "Un monsieur m'a apporté la doudou de sa fille. J'ai recousu une oreille et je l'ai rendue le soir même.",
        ),
        "2025-05-03": (
            "instagram",
            "Il pleut, personne ne passe. J'ai trié mes boutons par couleur et c'était une belle journée.",
        ),
        "2025-09-20": (
            "facebook",
            "On me demande pourquoi je garde les doublures usées. Parce que c'est là que les gens mettent leurs mains.",
        ),
        "2025-11-08": (
            "instagram",
            "Ma grand-mère disait qu'un vêtement se souvient de nous. Je commence à la croire.",
        ),
        "2026-03-14": ("instagram", "Un an et demi. Je connais maintenant les manteaux de la rue par leur nom."),
        "2026-06-20": ("facebook", "Fermé samedi : je vais au bord du fleuve et je n'apporte pas de fil."),
    },
    (
        ("Je ferme l'atelier deux semaines en juillet. J'ai peur que le monde m'oublie.", "keep"),
        ("Encore un mardi où je suis censée publier. J'ai cousu toute la journée, je n'ai rien à dire.", "not-today"),
    ),
    "Une cliente est venue chercher le manteau de son père. J'avais gardé le col usé, parce que c'est là qu'il posait "
    "sa main. Elle n'a rien dit. Elle a mis ses mains dans les poches et elle est restée longtemps.\n\nIl paraît qu'il "
    "faudrait que je publie trois fois par semaine. Moi, je pense encore à ces poches-là.",
    (
        "Je veux parler du manteau, mais je ne sais pas pourquoi ça me tient autant.",
        "Ma grand-mère gardait tout. Elle disait qu'un vêtement se souvient de nous.",
        "C'est pour les gens à qui on répète que ça ne vaut pas la peine, quand eux y tiennent.",
    ),
)
ENGLISH = Furniture(
    Intention(
        why="So that people know a coat can live twice.",
        community="Neighbours who keep their clothes for years",
        boundaries="No pictures of clients. No discounts.",
        return_to="The old Singer, first thing in the morning",
    ),
    {
        "2025-02-22": ("instagram", "A man brought his girl's rabbit. I sewed an ear back on. It went home by night."),
        "2025-09-20": ("facebook", "I get asked why I keep worn linings. That is where people put their hands."),
        "2026-03-14": ("instagram", "A year and a half in. By now I know the coats of this street by name."),
    },
    (("Another Tuesday when I'm supposed to post. I sewed all day and have nothing to say.", "not-today"),),
    "A client came to pick up her father's coat. I had kept the worn collar, because that is where he used to rest his "
    "hand. She said nothing. She put her hands in the pockets and stood there for a long while.\n\nApparently I should "
    "be posting three times a week. I'm still thinking about those pockets.",
    (
        "I want to talk about the coat, but I don't know why it stays with me.",
        "My grandmother kept everything. She used to say that clothes remember us.",
        "It's for people who keep hearing that it isn't worth it, when it is to them.",
    ),
)  # fmt: skip


def furnish(home: Path, furniture: Furniture, language: Language) -> None:
    """Put in a home what somebody would have left there."""
    with Companion(Settings(home, language=language)) as companion:
        companion.set("language", language)
        companion.save_intention(furniture.intention)
        companion.store.add_posts(
            Post(text, datetime.fromisoformat(day).replace(hour=14, tzinfo=UTC), platform, language)
            for day, (platform, text) in furniture.posts.items()
        )
        companion.learn()
        for draft, way in furniture.earlier:
            companion.decide(companion.critique(draft).session, way)


@contextmanager
def looking(browser: Browser, served: Served, size: tuple[int, int], theme: Theme) -> Iterator[Visit]:
    """Open the page at a size and in a theme."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, reduced_motion="reduce", locale="fr-CA"
    )
    page = context.new_page()
    page.goto(served.address)
    visit = Visit(page, served)
    visit.settled()
    page.evaluate("(dark) => document.body.classList.toggle('dark', dark)", theme == "dark")
    yield visit
    context.close()


def ask(visit: Visit, furniture: Furniture) -> None:
    """Ask about the draft."""
    visit.ask(furniture.draft)
    expect(visit.page.locator("#ways")).to_be_visible()


def talk(visit: Visit, furniture: Furniture) -> None:
    """Say her side of the chat, up to the middle of it."""
    visit.tab(CLARIFY)
    for number, turn in enumerate(furniture.talk, start=2):
        visit.page.fill("#say textarea", turn)
        visit.page.click("#speak")
        expect(visit.page.locator("#talk .turn.coach")).to_have_count(number)


def take(visit: Visit, folder: Path, name: str) -> None:
    """Save the whole page, from its top, with no pointer on it."""
    page = visit.page
    page.mouse.move(0, 0)
    page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }")
    page.wait_for_timeout(400)
    file = folder / f"{name}.png"
    seen = Image.open(BytesIO(page.screenshot(full_page=True, animations="disabled")))
    seen.convert("RGB").quantize(COLOURS).save(file, optimize=True)
    assert file.stat().st_size <= MOST, f"{file}: {file.stat().st_size} bytes"


def french(browser: Browser, served: Served, folder: Path) -> None:
    """Take every tab at a desk; the two that are used most in the dark and on a phone."""
    with looking(browser, served, DESKTOP, "light") as visit:
        ask(visit, FRENCH)
        take(visit, folder, "draft")
        for number, name in ((INTENTION, "intention"), (POSTS, "posts"), (JOURNAL, "journal"), (MODEL, "model")):
            visit.tab(number)
            take(visit, folder, name)
        talk(visit, FRENCH)
        take(visit, folder, "clarify")
        visit.tab(DRAFT)
    with looking(browser, served, DESKTOP, "dark") as visit:
        expect(visit.page.locator("#ways")).to_be_visible()  # as it was left on the desk
        take(visit, folder, "draft-dark")
    with looking(browser, served, PHONE, "light") as visit:
        expect(visit.page.locator("#ways")).to_be_visible()  # as it was left on the desk
        take(visit, folder, "draft-phone")
        talk(visit, FRENCH)
        take(visit, folder, "clarify-phone")


def english(browser: Browser, served: Served, folder: Path) -> None:
    """Take the two pictures of the English README."""
    with looking(browser, served, DESKTOP, "light") as visit:
        ask(visit, ENGLISH)
        take(visit, folder, "draft-english")
        talk(visit, ENGLISH)
        take(visit, folder, "clarify-english")


def main() -> None:
    """Furnish two homes, serve each, and take the pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as around, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        for shoot, furniture, language in ((french, FRENCH, "fr"), (english, ENGLISH, "en")):
            home = Path(around) / language
            furnish(home, furniture, language)
            served = start(home)
            try:
                shoot(browser, served, folder)
            finally:
                served.stop()
        browser.close()


if __name__ == "__main__":
    main()
