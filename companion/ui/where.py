"""Where an export comes from: the menus where each platform hides it, and a path of this computer."""

from companion.ui.cards import shown
from companion.ui.controls import aside, button
from companion.ui.wording import Wording

_NAMES = ("meta", "linkedin", "x", "tiktok", "mastodon", "bluesky", "substack", "medium", "wordpress")


def menus(wording: Wording) -> str:
    """Return where each platform hides its exports."""
    say = wording.say
    rows = "".join(
        f"<div><dt>{shown(say(f'where.{name}'))}</dt><dd>{shown(say(f'where.{name}-path'))}</dd></div>"
        for name in _NAMES
    )
    inside = f'<p class="far">{shown(say("where.intro"))}</p><dl class="where">{rows}</dl>'
    return f'<div lang="{wording.language}">{aside(say("where.title"), inside)}</div>'


def path(wording: Wording) -> str:
    """Return the box where a path is named."""
    say = wording.say
    inside = (
        f'<p class="far">{shown(say("importing.path-intro"))}</p>'
        f'<p class="choice"><label for="place">{shown(say("importing.path-label"))}</label>'
        f'<input id="place" type="text" autocomplete="off" spellcheck="false"'
        f' placeholder="{shown(say("importing.path-hint"))}">{button(say("importing.path-read"))}</p>'
    )
    return f'<div lang="{wording.language}">{aside(say("importing.path"), inside)}</div>'
