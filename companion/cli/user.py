"""`companion user`: who may sign in to a page that is served to several."""

import getpass
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from companion.cli import intake, terminal
from companion.cli.caller import Caller
from companion.cli.commands import Command, Group
from companion.cli.options import Home, Yes
from companion.cli.usage import Misused
from companion.errors import StoreError, StoreFull
from companion.users import Users

app = typer.Typer(cls=Group, no_args_is_help=True)
_Name = Annotated[str, typer.Argument(metavar="NAME")]
_Erase = Annotated[bool, typer.Option("--erase")]
_PATIENCE = 10
"""Seconds for a page that is being served to let go of a home that is to be erased."""


@app.command(cls=Command)
def add(name: _Name, *, home: Home = None) -> None:
    """Let somebody sign in, with a password that is asked for here."""
    caller = Caller.at(home)
    user = Users(caller.settings.home).add(
        intake.words(name),
        _password(caller, name),
        names=caller.text("door.names"),
        passwords_=caller.text("door.passwords"),
    )
    terminal.out(caller.say("user-added", who=terminal.line(user.name)))


@app.command("list", cls=Command)
def list_(*, home: Home = None) -> None:
    """Show who may sign in, and since when."""
    caller = Caller.at(home)
    users = Users(caller.settings.home)
    for user in users.all():
        terminal.out(f"{terminal.line(user.name)}   {user.since}   {users.home(user)}")
    if not users.all():
        caller.tell("user-none")


@app.command(cls=Command)
def password(name: _Name, *, home: Home = None) -> None:
    """Give somebody another password; who is signed in with the old one signs in again."""
    caller = Caller.at(home)
    users = Users(caller.settings.home)
    known = users.called(intake.words(name))
    users.set_password(known.name, _password(caller, known.name), passwords_=caller.text("door.passwords"))
    terminal.out(caller.say("user-password", who=terminal.line(known.name)))


@app.command(cls=Command)
def token(name: _Name, *, home: Home = None) -> None:
    """Write a token for somebody's own programs, once: it is kept nowhere."""
    caller = Caller.at(home)
    users = Users(caller.settings.home)
    made = users.new_token(intake.words(name))
    caller.tell("user-token", who=terminal.line(users.called(intake.words(name)).name))
    terminal.out(made)


@app.command(cls=Command)
def remove(name: _Name, *, erase: _Erase = False, yes: Yes = False, home: Home = None) -> None:
    """Let somebody sign in no more; with `--erase`, all that they kept goes too."""
    caller = Caller.at(home)
    users = Users(caller.settings.home)
    known = users.called(intake.words(name))
    place, shown = users.home(known), terminal.line(known.name)
    if erase and not yes and not _sure(caller, shown):
        terminal.out(caller.say("user-kept"))
        return
    users.remove(known.name)
    if not erase:
        terminal.out(caller.say("user-removed", who=shown, path=place))
        return
    try:
        _erased(place)
    except StoreError as error:
        caller.tell("user-erase-later", who=shown, path=place)
        raise typer.Exit(StoreError.exit_code) from error
    terminal.out(caller.say("user-erased", who=shown))


def _sure(caller: Caller, name: str) -> bool:
    """Say what will go, and ask; nobody is asked where nobody is there to answer."""
    if not sys.stdin.isatty():
        raise Misused("usage-erase-yes")
    terminal.message(caller.say("user-erase-will", who=name))
    answer = terminal.ask(caller.say("erase-sure") + " ")
    return (answer or "").strip().lower() in caller.text("chat.yes").split()


def _erased(place: Path) -> None:
    """Remove a home, once the page that may be open on it has let go. Raises StoreBusy and StoreFull."""
    if not place.is_dir():
        return
    from companion.ui.claim import claimed

    claimed(place, wait=_PATIENCE).release()
    try:
        shutil.rmtree(place)
    except OSError as exc:
        raise StoreFull(path=place) from exc


def _password(caller: Caller, name: str) -> str:
    """Return a password that is typed twice without being shown, or read as one line where nobody types."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass(caller.say("user-password-ask", who=terminal.line(name)) + " ")
    if getpass.getpass(caller.say("user-password-again") + " ") != first:
        raise Misused("usage-passwords")
    return first
