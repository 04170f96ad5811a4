"""The table of commands, and how one is called."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup
from typer.main import get_command

from companion import __version__, settings
from companion.cli import (
    chat,
    critique,
    decide,
    doctor,
    erase,
    export,
    failures,
    import_,
    intention,
    journal,
    lint,
    models,
    posts,
    serve,
    terminal,
    user,
)
from companion.cli import eval as eval_command
from companion.cli import settings as settings_command
from companion.cli.commands import Command, Group, speak
from companion.cli.options import Home
from companion.errors import BadSetting
from companion.records import Language

_COMMANDS: dict[str, typer.Typer | Callable[..., None]] = {
    "serve": serve.serve,
    "critique": critique.critique,
    "chat": chat.chat,
    "decide": decide.decide,
    "intention": intention.app,
    "import": import_.import_,
    "posts": posts.app,
    "journal": journal.journal,
    "export": export.export,
    "erase": erase.erase,
    "models": models.app,
    "settings": settings_command.app,
    "lint": lint.lint,
    "user": user.app,
    "doctor": doctor.doctor,
    "eval": eval_command.eval_,
}
"""Name -> command or group, as an author meets them."""


def main(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code: 0 done, 2 bad input or usage, 3 the store refused."""
    terminal.prepare()
    language = _language(arguments)
    return failures.guarded(
        lambda: build(language).main(list(arguments), prog_name="companion", standalone_mode=False), language
    )


def build(language: Language) -> TyperGroup:
    """Return the commands, their help in `language`."""
    app = typer.Typer(
        cls=Group,
        add_completion=False,
        invoke_without_command=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(companion)
    for name, command in _COMMANDS.items():
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name, cls=Command)(command)
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    speak(group, language)
    _in_order(group)
    return group


def companion(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version")] = False,
    home: Home = None,
) -> None:
    """Without a command, serve the page; a home given here holds for the command that follows."""
    if version:
        terminal.out(f"companion {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        serve.serve(home=home)
    elif home is not None:
        context.default_map = _homes(context.command, home)


def _homes(group: object, home: Path) -> dict[str, object]:
    """Return the default home of every command below `group`, as the library wants it."""
    below = group.commands if isinstance(group, TyperGroup) else {}
    return {"home": home} | {name: _homes(command, home) for name, command in below.items()}


def _in_order(group: TyperGroup) -> None:
    """Put each where the table has it: the library puts groups after commands."""
    group.commands = {name: group.commands[name] for name in _COMMANDS}


def _language(arguments: Sequence[str]) -> Language:
    """Return the language of the home named on the line, the system's where it names none."""
    try:
        return settings.load(_home_in(arguments)).language
    except BadSetting:  # said by the command, which loads them too
        return settings.environment().language


def _home_in(arguments: Sequence[str]) -> Path | None:
    """Return the home named on the line, which is needed before the line is read: its settings say the language."""
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if argument == "--home" and following:
            return Path(following)
        if argument.startswith("--home=") and argument != "--home=":
            return Path(argument.removeprefix("--home="))
    return None
