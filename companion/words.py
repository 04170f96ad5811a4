"""The interface's own words, French and English side by side in prompts/words.

A name is `table.name`, as in the file: `errors.empty-text`.
"""

from companion import prompt
from companion.errors import CompanionError, PromptError
from companion.records import Language


def say(language: Language, name: str, /, **values: object) -> str:
    """Return the text called `name` in `language`, its slots filled."""
    table, _, key = name.partition(".")
    try:
        template = prompt.table(f"words/{language}.toml")[table][key]
    except KeyError as exc:
        raise PromptError(file=f"words/{language}.toml", why=f"no text called {name}") from exc
    return prompt.fill(template, **values)


def explain(language: Language, error: CompanionError) -> str:
    """Return what `error` has to tell the author: what happened, what was kept, what to do next."""
    return say(language, f"errors.{error.code}", **error.details)
