"""What each part of the page says, so that it changes language in place and nothing typed is lost."""

import html
import inspect
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, TypeVar

import gradio as gr
from gradio.blocks import Block

from companion import words
from companion.errors import CompanionError
from companion.questions import typeset
from companion.records import Language
from companion.session import Companion

Part = TypeVar("Part", bound=Block)
Says = str | Callable[[], str]
"""A name in the table `page`, or what to call for the text itself."""


QUIETLY: dict[str, Any] = {"concurrency_id": "author", "show_progress": "hidden", "api_visibility": "private"}
"""How every event of the page is wired: one at a time for its one author, without a spinner, and out of the API."""


class Wording:
    """The words of one page, in the language its author has set."""

    def __init__(self, companion: Companion) -> None:
        """Follow the settings of `companion`."""
        self._companion = companion
        self._said: list[tuple[Block, dict[str, Says]]] = []

    @property
    def language(self) -> Language:
        """The language of the interface, now."""
        return self._companion.settings.language

    def say(self, name: str, /, language: Language | None = None, **values: object) -> str:
        """Return the text called `name` in the table `page`, or in the table it names (`ways_out.keep`)."""
        tongue = language or self.language
        return typeset(words.say(tongue, name if "." in name else f"page.{name}", **values), tongue)

    def explain(self, error: CompanionError) -> str:
        """Return what `error` has to tell the author."""
        return typeset(words.explain(self.language, error), self.language)

    def on(self, part: Part, **says: Says) -> Part:
        """Give `part` its words (`label`, `placeholder`, `value`...) and remember them for a change of language."""
        for name, said in says.items():
            setattr(part, name, self._now(said))
        self._said.append((part, says))
        return part

    def later(self, part: Part, **says: Says) -> Part:
        """As `on`, for what the author wrote: said when the page opens, never held in its source."""
        self._said.append((part, says))
        return part

    def safely(self, handler: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap what an event does: what nobody expected is told to the author, and no part of the page changes.

        Its own message may hold the author's words, so neither page nor log shows it.
        """

        @wraps(handler)
        def calm(*given: Any) -> Any:  # noqa: ANN401  whatever the event hands over
            try:
                return handler(*given)
            except Exception:
                raise self._unexpected() from None

        @wraps(handler)
        def calm_stream(*given: Any) -> Iterator[Any]:  # noqa: ANN401  the same
            try:
                yield from handler(*given)
            except Exception:
                raise self._unexpected() from None

        return calm_stream if inspect.isgeneratorfunction(handler) else calm

    def _unexpected(self) -> gr.Error:
        return gr.Error(html.escape(self.say("errors.error")), duration=None, print_exception=False, title="Companion")

    @property
    def parts(self) -> list[Block]:
        """Every part that says something, in the order of `again`."""
        return [part for part, _ in self._said]

    def again(self) -> list[Any]:
        """Return every part's words as they are now."""
        return [self._update(says) for _, says in self._said]

    def _update(self, says: dict[str, Says]) -> dict[str, Any]:
        named: dict[str, Any] = {name: self._now(said) for name, said in says.items()}
        return gr.update(**named)

    def _now(self, said: Says) -> str:
        return self.say(said) if isinstance(said, str) else said()
