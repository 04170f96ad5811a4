"""The end of a chat at the terminal: the author's own sentences to touch and to keep, then the three ways out."""

from companion import words
from companion.cli import terminal
from companion.cli.caller import Caller
from companion.conversation import Conversation
from companion.errors import StoreError
from companion.records import Reply, WayOut
from companion.session import Companion

_REMOVED = frozenset({"-", "–", "—"})


def leave(caller: Caller, companion: Companion, conversation: Conversation) -> None:
    """Hand the sentences back, offer to keep them, and note the way out the author takes."""
    reply = conversation.exchanges[-1].reply
    conversation.write()
    try:
        _hand_back(caller, companion, conversation, reply)
        _choose(caller, conversation, reply)
    except StoreError as error:
        caller.explain(error)


def end(caller: Caller, conversation: Conversation) -> None:
    """Say what is kept of a chat: all of it, its beginning, or nothing, and then whose doing that is."""
    if conversation.write():
        caller.write("chat.ended", session=conversation.session)
    elif conversation.kept:
        caller.write("chat.ended-partly", session=conversation.session)
    elif conversation.refused:
        caller.write("chat.ended-refused")
    else:
        caller.write("chat.ended-unkept")


def show(conversation: Conversation) -> None:
    """Write the ways out of a chat that nobody answers, each with its command where there is a journal."""
    reply = conversation.exchanges[-1].reply
    terminal.out()
    terminal.out(terminal.wrapped(words.say(reply.language, "cli.ways-out")))
    for way in reply.ways_out:
        label = words.say(reply.language, f"ways_out.{way}")
        terminal.out(
            f"    {label:<24}companion decide {conversation.session} {way}" if conversation.kept else f"    {label}"
        )
    terminal.out()


def agrees(caller: Caller, name: str, **slots: object) -> bool:
    """Ask a question that takes a yes; anything else is none."""
    answer = (terminal.ask(caller.text(name, **slots)) or "").strip().lower()
    return answer in caller.text("chat.yes").split()


def _hand_back(caller: Caller, companion: Companion, conversation: Conversation, reply: Reply) -> None:
    if not reply.said or not conversation.kept:
        return
    caller.write("chat.edit", dim=True)
    touched = [_touched(sentence) for sentence in reply.said]
    text = "\n".join(sentence for sentence in touched if sentence)
    if not text or not agrees(caller, "chat.save"):
        return
    conversation.save(text)
    caller.write("chat.saved")
    if agrees(caller, "chat.also"):
        terminal.out(caller.say("intention-saved", version=companion.adopt_why(text).version))


def _touched(sentence: str) -> str:
    """Return a sentence as the author leaves it: kept by Enter, changed by retyping, removed by a dash."""
    answer = terminal.ask("  › ", prefilled=terminal.line(sentence))
    if answer is None or not answer.strip():
        return sentence
    return "" if answer.strip() in _REMOVED else sentence if answer == terminal.line(sentence) else answer


def _choose(caller: Caller, conversation: Conversation, reply: Reply) -> None:
    """Note one of three ways; none is a fourth."""
    terminal.out()
    for number, way in enumerate(reply.ways_out, start=1):
        mark = "›" if way == conversation.leaning else " "
        terminal.out(f"  {mark} {number}. {words.say(reply.language, f'ways_out.{way}')}")
    answer = (terminal.ask(caller.text("chat.ways")) or "").strip()
    ways: dict[str, WayOut] = {str(number): way for number, way in enumerate(reply.ways_out, start=1)}
    if answer in ways and conversation.remembers:
        conversation.decide(ways[answer])
        terminal.out(terminal.wrapped(caller.say(f"decided-{ways[answer]}"), indent=""))
