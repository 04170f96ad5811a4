"""A reply laid out for the terminal, as it arrives: mirror, questions, what else there is to know, ways out.

In a chat there is one question, so it has no number, and its reason is told to who asks for it.
"""

from companion import words
from companion.cli import terminal
from companion.records import Care, Language, Question, Reply

_NOT_IN_THE_JOURNAL = {"not-kept", "memory-off"}
"""Notices of a reply whose session nobody can find again."""


class Sheet:
    """One reply on the terminal; each part is written once, as soon as it is there."""

    def __init__(self, *, chat: bool = False) -> None:
        self._chat = chat
        self._mirrored = False
        self._cared = False
        self._asked = 0

    def show(self, reply: Reply) -> None:
        """Write what this snapshot has that the last one had not."""
        if reply.mirror and not self._mirrored:
            self._mirrored = True
            terminal.out()
            terminal.out(terminal.wrapped(reply.mirror.text))
        for number, question in enumerate(reply.questions[self._asked :], start=self._asked + 1):
            self._ask(number, question)
        self._asked = len(reply.questions)
        if reply.care and not self._cared:
            self._cared = True
            _show_care(reply.language, reply.care)

    def close(self, reply: Reply) -> None:
        """Write what comes after the questions."""
        self.show(reply)
        for notice in reply.notices:
            terminal.out()
            terminal.out(terminal.wrapped(notice.text), dim=True)
        if self._chat:
            _show_said(reply)
        else:
            _show_ways_out(reply)

    def _ask(self, number: int, question: Question) -> None:
        terminal.out()
        if self._chat:
            terminal.out(terminal.wrapped(question.text))
            return
        terminal.out(terminal.wrapped(question.text, indent="     ", first=f"  {number}. "))
        terminal.out(terminal.wrapped(question.why, indent="     "), dim=True)


def _show_ways_out(reply: Reply) -> None:
    """Write each with the command that keeps it, where there is a journal to keep it in."""
    kept = not any(notice.code in _NOT_IN_THE_JOURNAL for notice in reply.notices)
    terminal.out()
    terminal.out(terminal.wrapped(words.say(reply.language, "cli.ways-out")))
    labels = {way: words.say(reply.language, f"ways_out.{way}") for way in reply.ways_out}
    widest = max(map(len, labels.values()), default=0)
    for way, label in labels.items():
        terminal.out(f"    {label:<{widest}}   companion decide {reply.session} {way}" if kept else f"    {label}")
    terminal.out()


def _show_said(reply: Reply) -> None:
    """Write the author's own sentences, as they said them."""
    if not reply.said:
        return
    terminal.out()
    terminal.out(terminal.wrapped(words.say(reply.language, "chat.said")))
    for sentence in reply.said:
        terminal.out(terminal.wrapped(terminal.line(sentence), indent="      ", first="    · "))


def _show_care(language: Language, care: Care) -> None:
    terminal.out()
    terminal.out(terminal.wrapped(care.text, indent="  │ "))
    for resource in care.resources:
        name = "cli.resource-note" if resource.note else "cli.resource"
        told = words.say(language, name, who=resource.name, contact=resource.contact, note=resource.note)
        terminal.out(terminal.wrapped(told, indent="  │   ", first="  │ "))
