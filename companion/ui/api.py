"""The API for other programs: `critique` and `lint`, and nothing else of the page.

They are a Gradio application of their own, beside the page: what is not written here cannot be called.
"""

import json
from typing import Any

import gradio as gr
from gradio.events import api

from companion import guard, words
from companion.contract import plain
from companion.errors import CompanionError
from companion.session import Companion, How

PATH = "/api"
"""Where it is mounted."""
_ONE: dict[str, Any] = {"concurrency_id": "author"}
"""One at a time, as on the page."""


def build(companion: Companion) -> gr.Blocks:
    """Return the API of one author's `companion`."""
    programs = gr.Blocks(analytics_enabled=False, title="Companion")
    with programs:
        api(Programs(companion).critique, api_name="critique", **_ONE)
        api(lint, api_name="lint", **_ONE)
    return programs


class Programs:
    """What a program may ask of one author's companion."""

    def __init__(self, companion: Companion) -> None:
        """Speak for the programs of the author of `companion`."""
        self._companion = companion

    def critique(self, draft: str, intention: str = "", language: str = "", register: str = "") -> dict[str, Any]:
        """Ask questions about a draft, in French or English. Never writes, corrects or rates it.

        Args:
            draft: The text, up to 20,000 characters.
            intention: Why it would be posted, in the author's words; "" for the saved one.
            language: Language to answer in, "fr" or "en"; "" to follow the draft.
            register: How to address the author in French, "tu" or "vous"; "" to follow the draft.

        Returns:
            The reply: its questions, each with the reason why it is asked.

        """
        how: dict[str, Any] = {"intention": intention, "language": language, "register": register}
        given: How = {name: value for name, value in how.items() if value}  # type: ignore[assignment]
        try:
            reply: dict[str, Any] = plain(self._companion.critique(draft, **given))
        except CompanionError as error:
            raise gr.Error(words.explain(self._companion.settings.language, error), print_exception=False) from None
        return reply


def lint(
    draft: str, question: str, intention: str = "", posts: list[dict[str, str]] | None = None, language: str = ""
) -> dict[str, Any]:
    """Judge a question about a draft as Companion judges a language model's: it must ask, and never write or advise.

    Args:
        draft: The text the question is about.
        question: The question.
        intention: Why the draft would be posted; "" where that is not known.
        posts: Past posts the question may quote, each with a "date" and a "text".
        language: "fr" or "en"; "" to follow the draft.

    Returns:
        What was given, with "ok" and "faults".

    """
    line: dict[str, Any] = {"draft": draft, "question": question}
    if intention:
        line["intention"] = {"why": intention}
    if posts:
        line["posts"] = posts
    if language:
        line["language"] = language
    return guard.lint(json.dumps(line, allow_nan=False))
