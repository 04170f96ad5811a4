"""`companion chat`: one question at a time, until the why is said."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Literal

import typer

from companion.cli import intake, json_line, terminal, waysout
from companion.cli.caller import Caller
from companion.cli.options import ApiBase, AsJson, Home
from companion.cli.sheet import Sheet
from companion.conversation import Conversation
from companion.errors import EmptyText, InputError, TextTooLong
from companion.records import Reply
from companion.session import Companion


def chat(
    *,
    script: Annotated[str | None, typer.Option("--script", metavar="FILE|-")] = None,
    session: Annotated[str | None, typer.Option("--session", metavar="ID")] = None,
    intention: Annotated[str | None, typer.Option("--intention", metavar="TEXT")] = None,
    language: Annotated[Literal["fr", "en"] | None, typer.Option("--language")] = None,
    register: Annotated[Literal["tu", "vous"] | None, typer.Option("--register")] = None,
    model: Annotated[str | None, typer.Option("--model", metavar="M")] = None,
    api_base: ApiBase = None,
    phrasing: Annotated[Literal["auto", "curated", "own"], typer.Option("--phrasing")] = "auto",
    choosing: Annotated[Literal["auto", "planner", "model"], typer.Option("--choosing")] = "auto",
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Talk with the author at the terminal, or play the turns of a script; nothing is asked where nobody can answer."""
    caller = Caller.at(home)
    if session is not None and not caller.settings.memory:
        terminal.message(caller.text("chat.session-unkept"))
        raise typer.Exit(InputError.exit_code)
    with caller.companion() as companion:
        talks = script is None and sys.stdin.isatty() and not as_json
        conversation = companion.converse(
            _resumed(caller, companion) if talks and session is None else session and intake.words(session),
            intention=intake.words(intention) if intention else None,
            language=language,
            register=register,
            model=model,
            api_base=api_base,
            phrasing=phrasing,
            choosing=choosing,
        )
        if talks:
            _talk(caller, companion, conversation)
        else:
            _play(intake.text(script or intake.STANDARD_INPUT, caller), conversation, as_json=as_json)


def _resumed(caller: Caller, companion: Companion) -> str | None:
    """Offer the last chat that is still open."""
    session = companion.open_chat()
    if session is None:
        return None
    first = terminal.line(companion.exchanges(session)[0].said)
    return session if waysout.agrees(caller, "chat.resume", words=first[:60]) else None


def _play(text: str, conversation: Conversation, *, as_json: bool) -> None:
    """Say each line that holds something, and write each reply."""
    for line in _lines(text):
        reply = conversation.say(line)
        if as_json:
            json_line.write(reply)
        else:
            terminal.out()
            terminal.out(terminal.wrapped(line, indent="  ", first="› "))
            Sheet(chat=True).close(reply)
    conversation.write()
    if not as_json and conversation.exchanges:
        waysout.show(conversation)


def _lines(text: str) -> Iterator[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return (line for line in lines if any(c.isprintable() and not c.isspace() for c in line))


def _talk(caller: Caller, companion: Companion, conversation: Conversation) -> None:
    caller.write("chat.start" if conversation.remembers else "chat.start-unkept", dim=True)
    Sheet(chat=True).close(_first(caller, conversation))
    going = conversation.waits or not conversation.closed
    while going:
        said = terminal.ask("\n› ")
        if not said:
            break
        reply = _said(caller, conversation, said)
        if reply:
            Sheet(chat=True).close(reply)
        going = not conversation.closed
    if conversation.closed:
        waysout.leave(caller, companion, conversation)
    if conversation.exchanges:
        waysout.end(caller, conversation)


def _first(caller: Caller, conversation: Conversation) -> Reply:
    """Return the first question, or the one that waits since last time."""
    if not conversation.exchanges:
        return conversation.opening()
    caller.write("chat.resumed", dim=True)
    last = conversation.exchanges[-1].reply
    if not conversation.waits:
        return last
    asked = next((e.reply for e in reversed(conversation.exchanges) if e.reply.questions), last)
    return replace(asked, mirror=None, notices=())


def _said(caller: Caller, conversation: Conversation, said: str) -> Reply | None:
    try:
        return conversation.say(said)
    except (EmptyText, TextTooLong) as error:
        caller.explain(error)
        return None
