"""A command that was called the wrong way, said in the author's words rather than the library's."""

import typer

from companion import words
from companion.records import Language


class Misused(typer.TyperException):
    """Wrong usage that the library does not see; `name` is that of its text, `slots` what fills it."""

    exit_code = 2

    def __init__(self, name: str, /, **slots: object) -> None:
        """Keep what the text needs."""
        super().__init__(name)
        self.name = name
        self.slots = slots


def explain(language: Language, error: typer.TyperException) -> str:
    """Return what was wrong, and where help is."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return error.format_message()
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "companion"
    return f"{_wrong(language, error)}\n{words.say(language, 'cli.usage-help', command=command)}"


def _wrong(language: Language, error: typer.TyperException) -> str:
    """Return what was wrong; the library's own exceptions are private, so they are told by their names."""
    if isinstance(error, Misused):
        return words.say(language, f"cli.{error.name}", **error.slots)
    match type(error).__name__:
        case "NoSuchOption":
            near = ", ".join(sorted(getattr(error, "possibilities", None) or ()))
            name = "usage-unknown-option-near" if near else "usage-unknown-option"
            return words.say(language, f"cli.{name}", option=getattr(error, "option_name", ""), near=near)
        case "BadOptionUsage":
            return words.say(language, "cli.usage-option-value", option=getattr(error, "option_name", ""))
        case "MissingParameter":
            return words.say(language, "cli.usage-missing", what=_called(error))
        case "BadParameter":
            return _bad_value(language, error)
        case _:
            return words.say(language, "cli.usage-other")


def _bad_value(language: Language, error: typer.TyperException) -> str:
    described = getattr(getattr(error, "param", None), "type_descriptor", None)
    allowed = ", ".join(map(str, getattr(described, "choices", None) or ()))
    name = "usage-bad-choice" if allowed else "usage-bad-value"
    return words.say(language, f"cli.{name}", what=_called(error), allowed=allowed)


def _called(error: typer.TyperException) -> str:
    """Return the option or argument as the author would write it."""
    parameter = getattr(error, "param", None)
    option = next((name for name in getattr(parameter, "opts", ()) if name.startswith("--")), None)
    return option or getattr(parameter, "metavar", None) or getattr(parameter, "name", "") or ""
