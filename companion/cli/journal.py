"""`companion journal`: past drafts, what was asked, and the way out that was taken."""

from companion.cli import json_line, terminal
from companion.cli.caller import Caller
from companion.cli.options import AsJson, Home
from companion.records import Answer, Entry

_SHOWN = 300
"""Characters of a draft."""


def journal(*, as_json: AsJson = False, home: Home = None) -> None:
    """Show it, newest first."""
    caller = Caller.at(home)
    with caller.companion() as companion:
        entries = companion.journal()
    if as_json:
        json_line.write(entries)
        return
    if not entries:
        terminal.out(caller.say("journal-none"))
    for entry in entries:
        _show(caller, entry)


def _show(caller: Caller, entry: Entry) -> None:
    way = caller.say(f"way-{entry.decision or 'none'}")
    what = f"  {caller.say('journal-chat', turns=entry.turns)}" if entry.kind == "chat" else ""
    terminal.out(f"{terminal.minute(entry.started)}  {entry.session}  {way}{what}", dim=True)
    draft = terminal.line(entry.first or entry.draft)
    terminal.out(terminal.wrapped(draft if len(draft) <= _SHOWN else draft[:_SHOWN].rstrip() + "…"))
    done = {answer.number: answer for answer in entry.answers}
    for number, question in enumerate(entry.reply.questions if entry.reply else (), start=1):
        terminal.out(terminal.wrapped(question.text, indent="      ", first="    · "))
        if number in done:
            terminal.out(terminal.wrapped(_done(caller, done[number]), indent="        ", first="      "))
    if entry.intention:
        terminal.out(terminal.wrapped(caller.say("journal-intention", text=terminal.line(entry.intention))))
    terminal.out()


def _done(caller: Caller, answer: Answer) -> str:
    if answer.outcome == "skipped":
        return caller.say("journal-skipped")
    return caller.say("journal-answered", text=terminal.line(answer.text))
