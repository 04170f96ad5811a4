"""What the command line's library says by itself, in the author's language.

The library writes its help in English and its own headings cannot be set, so they are replaced once the help is made.
The help of each command, option and argument is looked up by name: a command defines nothing but what it does.
"""

import re

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from companion import prompt, words
from companion.cli.usage import Misused
from companion.records import Language

_HEADINGS = {
    "Usage:": "heading-usage",
    "Options:": "heading-options",
    "Arguments:": "heading-arguments",
    "Commands:": "heading-commands",
    "[OPTIONS]": "heading-some-options",
    "COMMAND [ARGS]...": "heading-a-command",
    "Show this message and exit.": "heading-help",
}
"""What the library writes -> the name of what is shown instead."""
_REQUIRED = re.compile(r"\s+\[required\]")
"""What the usage line says already."""


class Command(TyperCommand):
    """A command whose help is in the author's language."""

    language: Language = "fr"

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # the library's own class is private
        """Return the help."""
        return _translated(super().get_help(ctx), self.language)


class Group(TyperGroup):
    """A group of commands whose help and refusals are in the author's language."""

    language: Language = "fr"

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # the same
        """Return the help."""
        return _translated(super().get_help(ctx), self.language)

    def resolve_command(self, ctx, args):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        """Find the command that `args` start with. Raises Misused."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise Misused("usage-unknown-command", command=args[0][:40], allowed=", ".join(self.commands))
        return super().resolve_command(ctx, args)


def speak(command: TyperCommand | TyperGroup, language: Language, path: str = "help") -> None:
    """Give `command` and all below it their help in `language`: `cli.help-COMMAND-SUBCOMMAND`, `cli.option-NAME`."""
    command.language = language  # type: ignore[union-attr]
    command.help = words.say(language, f"cli.{path}")
    for parameter in command.params:
        if isinstance(parameter, TyperArgument | TyperOption) and not parameter.hidden:
            parameter.help = _help(language, parameter, path)
            parameter.show_default = False
            if isinstance(parameter, TyperArgument):  # its name says it all
                parameter.display_type_rich = lambda ctx: None  # type: ignore[method-assign]
            parameter.metavar = _metavar(language, parameter.metavar)
    if isinstance(command, TyperGroup):
        for name, below in command.commands.items():
            speak(below, language, f"{path}-{name}")  # type: ignore[arg-type]


def _help(language: Language, parameter: TyperArgument | TyperOption, path: str) -> str:
    """Return the help of a parameter: of this command where it has its own, else of its name."""
    name = parameter.opts[0].lstrip("-").replace("_", "-")
    own = f"{path.replace('help', 'option', 1)}-{name}"
    known = prompt.table(f"words/{language}.toml")["cli"]
    return words.say(language, f"cli.{own if own in known else f'option-{name}'}")


def _metavar(language: Language, metavar: str | None) -> str | None:
    known = prompt.table(f"words/{language}.toml")["cli"]
    return str(known.get(f"metavar-{metavar}", metavar)) if metavar else metavar


def _translated(help_text: str, language: Language) -> str:
    help_text = _REQUIRED.sub("", help_text)
    for english, name in _HEADINGS.items():
        help_text = help_text.replace(english, words.say(language, f"cli.{name}"))
    return help_text
