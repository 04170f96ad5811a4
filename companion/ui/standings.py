"""What helps right now and why, as HTML: with what goes where, the two things an author may decide, and consent."""

from companion import abilities
from companion.engine import NONE
from companion.errors import CompanionError, StoreFull
from companion.session import Companion
from companion.ui.cards import shown, told, trouble
from companion.ui.controls import acts, button, options
from companion.ui.presence import Presence, present
from companion.ui.wording import Wording

SWITCHES = {"choosing": ("auto", "planner", "model"), "phrasing": ("auto", "curated", "own")}
"""What an author may decide, and how."""


def now(companion: Companion, wording: Wording) -> str:
    """Return what helps now."""
    here, say = present(companion), wording.say
    said = "".join(told(line) for line in _lines(here, companion, wording))
    return (
        f'<div class="now {here.where}" lang="{wording.language}"><h2>{shown(say("models.now-title"))}</h2>'
        f"{said}{_agreement(here, companion, wording)}{_switches(companion, wording)}</div>"
    )


def _lines(here: Presence, companion: Companion, wording: Wording) -> list[str]:
    say = wording.say
    if companion.settings.model == NONE:
        return [say("models.now-none")]
    if here.where == "none":
        name = here.why if here.why in {"model-not-used", "model-consent"} else "trouble"
        return [say(f"models.now-{name}", name=here.name, host=here.host)]
    does = "both" if here.chooses and here.phrases else "chooses" if here.chooses else "phrases"
    where = "away" if here.where == "away" else "served" if companion.hosted else "here"
    return [say(f"models.now-{does}", name=here.name), say(f"models.now-{where}", host=here.host)]


def _agreement(here: Presence, companion: Companion, wording: Wording) -> str:
    """Return what was agreed to, and the way to take it back."""
    if not here.host:
        return ""
    if abilities.known(companion.settings.home, companion.settings.model).consent != here.host:
        return acts(button(wording.say("models.consent-look"), act="edit"))
    given = told(wording.say("models.consent-given", host=here.host))
    return given + acts(button(wording.say("models.withdraw"), act="undo"))


def _switches(companion: Companion, wording: Wording) -> str:
    """Return who chooses and who words, where there is a model to do it; with what own words mean."""
    if companion.settings.model == NONE:
        return ""
    say = wording.say
    rows = "".join(
        f'<p><label for="who-{name}">{shown(say(f"models.{name}-who"))}</label>'
        f'<select id="who-{name}" name="{name}" aria-describedby="means-{name}">'
        f"{options([(each, say(f'models.{name}-{each}')) for each in values], getattr(companion.settings, name))}"
        f'</select></p><p class="far" id="means-{name}">{shown(say(f"models.{name}-means"))}</p>'
        for name, values in SWITCHES.items()
    )
    return f'<div class="switches look">{rows}</div>'


def consent(name: str, base: str, host: str, wording: Wording) -> str:
    """Return what would go where, and the two answers; what is agreed to is what is shown."""
    say = wording.say
    lines = "".join(f"<li>{shown(say(f'models.consent-{each}', host=host))}</li>" for each in ("sent", "never", "exam"))
    yes = button(say("models.consent-yes", host=host), act="submit", model=name, base=base, host=host)
    no = button(say("models.consent-no"), act="clear")
    return (
        f'<div class="sure"><h3 tabindex="-1" data-focus>{shown(say("models.consent-title", host=host))}</h3>'
        f"<ul>{lines}</ul>{told(say('models.consent-after', host=host))}{acts(yes, no)}</div>"
    )


def agree(companion: Companion, name: str, host: str | None) -> None:
    """Keep that drafts may go to `host`, or with None to nobody. Raises StoreFull."""
    abilities.keep(companion.settings.home, name, consent=host)


def keep(companion: Companion, name: str, base: str | None) -> None:
    """Keep a model for all replies to come; what was switched on for another is not for this one. Raises StoreFull."""
    for setting in SWITCHES:
        companion.set(setting, "auto")
    companion.set("api_base", base)
    companion.set("model", name)


def may(wording: Wording) -> str:
    """Return what a model may do here, and what it may not."""
    say = wording.say
    lines = "".join(f"<li>{shown(say(f'models.may-{each}'))}</li>" for each in ("choose", "word", "never"))
    return (
        f'<div class="may" lang="{wording.language}"><h2>{shown(say("models.may-title"))}</h2><ul>{lines}</ul>'
        f"{told(say('models.may-earned'))}</div>"
    )


def failed(error: CompanionError, wording: Wording, *, of: str = "") -> str:
    """Return what went wrong with a model, in words for who looks at a page; `of` is what was being done."""
    own = {"model-unreachable", "model-unknown", "model-refused", "model-busy", "model-garbled", "model-timeout"}
    if error.code in own and not isinstance(error, StoreFull):
        name = f"models.{of}-{error.code}" if of == "pull" and error.code != "model-timeout" else f"models.{error.code}"
        variable = str(error.details.get("variable", ""))
        return trouble(wording.say(name, variable=variable))
    return trouble(wording.explain(error))
