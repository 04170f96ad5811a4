"""Programs: what other programs may ask of one author's companion, `critique` and `lint`, and nothing else."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from companion import guard, words
from companion.contract import plain
from companion.errors import CompanionError
from companion.session import Companion, How

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Programs:
    """One author's companion, as their programs know it."""

    def __init__(self, companion: Companion, refusal: Callable[[str], Exception]) -> None:
        """`refusal` makes what is raised of the words that say what went wrong."""
        self._companion, self._refusal = companion, refusal
        self.critique, self.lint = self._told(self._critique), self._told(lint)

    def _critique(self, draft: str, intention: str = "", language: str = "", register: str = "") -> dict[str, Any]:
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
        reply: dict[str, Any] = plain(self._companion.critique(draft, **given))
        return reply

    def _told(self, function: Callable[Given, Result]) -> Callable[Given, Result]:
        @wraps(function)
        def call(*args: Given.args, **kwargs: Given.kwargs) -> Result:
            try:
                return function(*args, **kwargs)
            except CompanionError as error:
                raise self._refusal(words.explain(self._companion.settings.language, error)) from None

        return call


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
