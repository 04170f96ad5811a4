"""Forms: the two small pages before the page, to sign in and to leave; no script, nothing to load."""

import html
from typing import Literal

from companion import words
from companion.questions import typeset
from companion.records import Language

_STYLE = """
:root { color-scheme: light dark; --ink: #1f1d1a; --ground: #faf8f5; --line: #756e63; --green: #265f58; }
@media (prefers-color-scheme: dark) { :root { --ink: #f3f0ea; --ground: #1f1d1a; --line: #a39b8e; --green: #84bab1; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.0625rem/1.55 system-ui, sans-serif; }
main { max-width: 24rem; margin: 12vh auto 3rem; padding: 0 1.25rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
label { display: block; margin: 1.1rem 0 .3rem; }
input, button { font: inherit; width: 100%; min-height: 2.75rem; padding: .5rem .75rem; border-radius: .5rem; }
input { color: inherit; background: transparent; border: 1px solid var(--line); }
button { margin-top: 1.5rem; border: 0; background: var(--green); color: var(--ground); cursor: pointer; }
a { color: var(--green); }
:focus-visible { outline: 3px solid var(--green); outline-offset: 2px; }
.told { border-left: 3px solid var(--green); padding-left: .75rem; }
"""


def sign_in(language: Language, root: str, *, name: str = "", told: str = "") -> str:
    """Return the form to sign in, with the name that was written and what to tell about it."""
    say, value = _Sayer(language), html.escape(name)
    beside = f'<p class="told" role="alert" id="told">{html.escape(typeset(told, language))}</p>' if told else ""
    described = ' aria-describedby="told"' if told else ""
    first, second = ("", " autofocus") if name else (" autofocus", "")
    return _page(
        language,
        say("door.sign-in"),
        f'<p>{say("door.who")}</p>{beside}<form method="post" action="{root}/sign-in?language={language}">'
        f'<label for="name">{say("door.name")}</label><input id="name" name="name" value="{value}" required'
        f' maxlength="60" autocomplete="username" autocapitalize="none" spellcheck="false"{described}{first}>'
        f'<label for="password">{say("door.password")}</label><input id="password" name="password" type="password"'
        f' required maxlength="200" autocomplete="current-password"{described}{second}>'
        f"<button>{say('door.enter')}</button></form>{_other(language, root)}",
    )


def sign_out(language: Language, root: str, *, name: str) -> str:
    """Return the page that asks whether to leave."""
    say = _Sayer(language)
    return _page(
        language,
        say("door.sign-out"),
        f'<p>{say("door.signed-in", who=name)}</p><form method="post" action="{root}/sign-out?language={language}">'
        f'<button>{say("door.leave")}</button></form><p><a href="{root}/">{say("door.stay")}</a></p>',
    )


def once_more(to: str) -> str:
    """Return a page that goes to `to` at once, as from here: a strict cookie is sent to who does not come from afar."""
    return f'<!doctype html><meta http-equiv="refresh" content="0; url={html.escape(to)}"><title>Companion</title>'


class _Sayer:
    def __init__(self, language: Language) -> None:
        self._language = language

    def __call__(self, name: str, **slots: object) -> str:
        return html.escape(typeset(words.say(self._language, name, **slots), self._language))


def _other(language: Language, root: str) -> str:
    other: Literal["fr", "en"] = "en" if language == "fr" else "fr"
    named = html.escape(words.say(language, "page.other-language"))
    link = f"<a href=\"{root}/sign-in?language={other}\" lang='{other}' hreflang='{other}'>{named}</a>"
    return f"<p>{link}</p>"  # lang="en" is Gradio's, which the gate replaces


def _page(language: Language, title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title} · Companion</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>Companion</h1>{body}</main></body></html>"
    )
