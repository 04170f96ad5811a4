"""Every version of the intention, newest first, each folded away with the way to take it up again."""

from collections.abc import Iterable, Sequence

from companion.records import Intention
from companion.ui.cards import day, shown, told
from companion.ui.controls import acts, aside, button
from companion.ui.wording import Wording


def versions(history: Sequence[Intention], wording: Wording, fields: Iterable[str]) -> str:
    """Return them; the newest is the one that counts, so nothing is offered to do with it."""
    names = tuple(fields)
    parts = "".join(_version(each, names, wording, current=not place) for place, each in enumerate(history))
    inside = parts or told(wording.say("history-empty"))
    return f'<div class="versions" lang="{wording.language}">{inside}</div>'


def _version(version: Intention, names: Iterable[str], wording: Wording, *, current: bool) -> str:
    title = wording.say("version", number=version.version, date=day(version.saved, wording))
    held = {name: getattr(version, name) for name in names}
    said = "".join(
        f"<dt>{shown(wording.say('field-' + name.replace('_', '-')))}</dt><dd>{shown(text)}</dd>"
        for name, text in held.items()
        if text
    )
    back = acts(button(wording.say("intention-restore"), restore=str(version.version)))
    inside = f"<dl>{said}</dl>" if said else told(wording.say("version-bare"))
    title = f"{title} · {wording.say('version-current')}" if current else title
    return aside(title, inside + ("" if current else back), kind="version")
