"""The shelf: the posts that are here, their picture, what narrows them, and what their author does with one of them."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import gradio as gr

from companion.errors import CompanionError
from companion.session import Companion
from companion.ui import cards
from companion.ui.library import PAGE, Look, bar, library
from companion.ui.picture import picture
from companion.ui.script import script
from companion.ui.wording import QUIETLY, Wording

_TO_TOP = """() => {
  const shelf = document.getElementById('posts');
  shelf.scrollIntoView({block: 'start'});
  shelf.querySelector('.library').focus({preventScroll: true});
}"""
_TO_NEXT = "() => { document.querySelector('#posts .library')?.focus({preventScroll: true}); }"
"""What was pressed is gone with its post: the keyboard goes on from the list."""


@dataclass(frozen=True, slots=True)
class Refresh:
    """What shows posts on the page, and how to show them as they are now."""

    parts: list[Any]
    """The parts of the page."""
    look: gr.State
    """What is looked at."""
    now: Callable[[Look], list[Any]]
    """Gives each part's value, in their order."""

    @property
    def unchanged(self) -> list[Any]:
        """Leave each part as it is."""
        return [gr.skip() for _ in self.parts]

    def after(self, event: Any) -> Any:  # noqa: ANN401  Gradio's own
        """Show them anew once `event` is done."""
        return event.then(self.now, inputs=[self.look], outputs=self.parts, **QUIETLY)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What its parts do."""

    companion: Companion
    """Whose posts they are."""
    wording: Wording
    """The page's words."""

    def lay_out(self) -> Refresh:
        """Place its parts and wire them, inside the Blocks that are being built."""
        later, safely = self.wording.later, self.wording.safely
        drawn = later(gr.HTML(elem_id="picture", js_on_load=None), value=self.drawn)
        narrow = later(gr.HTML(elem_id="look", js_on_load=script("look")), value=self.narrow)
        found = later(gr.HTML(elem_id="posts", js_on_load=script("library")), value=self.listed)
        said = gr.HTML(cards.status(""), elem_id="forgotten", js_on_load=script("passing"))
        look = gr.State(Look())
        refresh = Refresh([found, drawn, narrow], look, self.now)
        listing: dict[str, Any] = {"outputs": [found, look, said], **QUIETLY}
        narrow.select(safely(self.look), **{**listing, "trigger_mode": "always_last"})
        found.expand(safely(self.turn), inputs=[look], **listing).then(None, js=_TO_TOP)
        forgetting = found.delete(safely(self.forget), outputs=[said], **QUIETLY)
        refresh.after(forgetting).then(None, js=_TO_NEXT)
        refresh.after(found.edit(safely(self.correct), outputs=[said], **QUIETLY)).then(None, js=_TO_NEXT)
        return refresh

    def now(self, look: Look) -> list[Any]:
        """Return each part as it is now."""
        return [self.listed(look), self.drawn(), self.narrow()]

    def drawn(self) -> str:
        """Return the picture of what there is; what cannot be read is said by the list."""
        with suppress(CompanionError):
            return picture(self.companion.summary(), self.wording)
        return ""

    def narrow(self) -> str:
        """Return what to search and narrow by."""
        with suppress(CompanionError):
            return bar(self.companion.summary(), self.wording)
        return ""

    def listed(self, look: Look | None = None) -> str:
        """Return the posts that are looked at as HTML, or why they cannot be read."""
        at = look or Look()
        try:
            posts = self.companion.posts(
                at.search.strip() or None,
                platform=at.platform or None,
                year=int(at.year) if at.year.isdecimal() else None,
                language=at.language or None,
                limit=PAGE + 1,
                offset=at.start,
            )
            if not posts and at.start:  # the last of its page was forgotten
                return self.listed(replace(at, start=max(at.start - PAGE, 0)))
            return library(posts, at, self.companion.counted().posts, self.wording)
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error))

    def look(self, event: gr.EventData) -> tuple[str, Look, str]:
        """Look at what was chosen, from its beginning."""
        look = Look(str(event.search), str(event.platform), str(event.year), str(event.language))
        return self.listed(look), look, cards.status("")

    def turn(self, look: Look, event: gr.EventData) -> tuple[str, Look, str]:
        """Go to another page."""
        there = replace(look, start=max(int(event.start), 0))
        return self.listed(there), there, cards.status("")

    def forget(self, event: gr.EventData) -> str:
        """Erase one post for good."""
        try:
            left = self.companion.forget(str(event.post))
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error))
        return cards.status(" ".join((self.wording.say("forgotten"), *(notice.text for notice in left))))

    def correct(self, event: gr.EventData) -> str:
        """Give a post the day it appeared."""
        try:
            day = date.fromisoformat(str(event.day))
        except ValueError:
            return cards.trouble(self.wording.say("library.date-bad"))
        try:
            post = self.companion.correct_date(str(event.post), day)
        except CompanionError as error:
            return cards.trouble(self.wording.explain(error))
        return cards.status(self.wording.say("library.dated", date=cards.day(post.date, self.wording)))
