"""How far something is, as the page shows it; what changes often is not read out."""

from companion.ui.cards import shown
from companion.ui.controls import acts, button
from companion.ui.wording import Wording


def panel(inside: str, wording: Wording) -> str:
    """Return a panel that always stands, and says what comes into it."""
    return f'<div class="work" lang="{wording.language}" role="status">{inside}</div>'


def progress(
    stage: str, far: str, wording: Wording, *, done: int = 0, total: int = 0, stop: str, note: str = ""
) -> str:
    """Return a bar with what is being done, how far it is, and a way to stop it."""
    known = f' max="{total}" value="{done}"' if total else ""
    return panel(
        f'<p class="stage">{shown(stage)}</p>'
        + (f'<p class="far">{shown(note)}</p>' if note else "")
        + f'<progress{known} aria-label="{shown(wording.say("importing.progress"))}"></progress>'
        + f'<p class="far" aria-live="off">{shown(far)}&nbsp;</p>'
        + acts(button(stop, act="stop")),
        wording,
    )


def left(seconds: float | None, wording: Wording) -> str:
    """Return about how long it still takes; "" while that cannot be told."""
    if seconds is None:
        return ""
    minutes = round(seconds / 60)
    return wording.say("importing.minutes", minutes=minutes) if minutes else wording.say("importing.seconds")
