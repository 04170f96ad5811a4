"""The models within reach, as HTML: what each is, what it may do and on what figures, and what can be done with it."""

from collections.abc import Iterable
from typing import Any, Literal

from companion import abilities
from companion.abilities import Licence
from companion.engine import NONE
from companion.lineup import Offered, called
from companion.questions import spoken
from companion.session import Companion
from companion.ui.cards import shown, told
from companion.ui.controls import acts, button
from companion.ui.wording import Wording

_OWN = "Companion"
"""What `lineup` calls what runs in this process."""
_ABILITIES: tuple[Literal["choosing", "phrasing"], ...] = ("choosing", "phrasing")


def offer(found: Iterable[Offered], companion: Companion, wording: Wording) -> str:
    """Return every choice there is, going without one first."""
    say, kept = wording.say, companion.settings
    held = list(found)
    if kept.model not in {NONE, *(each.name for each in held)}:  # named by its address, or on a server that is off now
        held.insert(0, _kept(companion))
    alone = _entry(NONE, "", say("models.none-name"), told(say("models.none-why")), wording, used=kept.model == NONE)
    entries = "".join(_model(each, companion, wording) for each in held)
    nothing = "" if held else told(say("models.list-empty"))
    unlooked = "" if kept.discovery else told(say("models.not-looked"))
    again = acts(button(say("models.look-again"), act="retry"))
    return f'<div class="models" lang="{wording.language}"><ul>{alone}{entries}</ul>{nothing}{unlooked}{again}</div>'


def _kept(companion: Companion) -> Offered:
    """Return the model that is kept where looking around did not find it."""
    from companion.standing import stands

    kept = companion.settings
    may = [stands(ability, kept.home, kept.model, kept.api_base) for ability in _ABILITIES]
    return Offered(kept.model, "", kept.api_base, may[0], may[1])


def _model(each: Offered, companion: Companion, wording: Wording) -> str:
    say, home = wording.say, companion.settings.home
    known = abilities.known(home, each.name)
    lines = _line("choosing", each.choosing, known.choosing, wording)
    lines += _line("phrasing", each.phrasing, known.phrasing, wording)
    if each.asked:
        lines += f'<p class="far">{shown(say("cli.model-agreed", agreed=each.agreed, asked=each.asked))}</p>'
    where = say("models.kind-own") if each.kind == _OWN else each.kind or each.api_base or ""
    used = companion.settings.model == each.name
    return _entry(each.name, each.api_base or "", called(each.name), lines, wording, used=used, where=where)


def _entry(name: str, base: str, title: str, inside: str, wording: Wording, *, used: bool, where: str = "") -> str:
    say = wording.say
    chosen = f'<span class="used">{shown(say("models.used"))}</span>' if used else ""
    told_where = f'<span class="far">{shown(where)}</span>' if where else ""
    use = (
        ""
        if used
        else button(say("models.use"), name=say("models.use-one", name=title), act="select", model=name, base=base)
    )
    attempt = (
        ""
        if name == NONE
        else button(say("models.test"), name=say("models.test-one", name=title), act="input", model=name, base=base)
    )
    return (
        f"<li{' class=chosen' if used else ''}><h3>{shown(title)} {told_where}{chosen}</h3>"
        f"{inside}{acts(use, attempt) if use or attempt else ''}</li>"
    )


def _line(ability: str, standing: str, licence: Licence | None, wording: Wording) -> str:
    """Return what a model may do of one thing and, where it was measured as it is now, the figures and their day."""
    text = f'<p class="may {standing}">{shown(wording.say(f"models.{ability}-{standing}"))}</p>'
    if licence is None or standing == "untried":
        return text
    figures: dict[str, Any] = {name: _figure(value, wording) for name, value in licence.figures.items()}
    wanted = {"choosing": ("drafts", "model", "planner"), "phrasing": ("raw", "bound")}[ability]
    if any(name not in figures for name in wanted):
        return text
    day = spoken(licence.date, wording.language)
    return text + f'<p class="far">{shown(wording.say(f"models.figures-{ability}", date=day, **figures))}</p>'


def _figure(value: float, wording: Wording) -> str:
    """Return a count as it is, a share in percent."""
    if value == int(value) and value > 1:
        return str(int(value))
    written = f"{100 * value:.{0 if value >= 0.01 else 2}f}"
    return f"{written.replace('.', ',')}\u00a0%" if wording.language == "fr" else f"{written}%"
