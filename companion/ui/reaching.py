"""Reaching: a model that is not on the list, fetched by its name or served at an address."""

import gradio as gr

from companion.ui.cards import shown
from companion.ui.controls import acts, aside, button
from companion.ui.script import script
from companion.ui.wording import Wording


def lay_out(wording: Wording) -> gr.HTML:
    """Place both forms, folded away."""
    return wording.on(gr.HTML(elem_id="model-reach", js_on_load=script("models")), value=lambda: _forms(wording))


def _forms(wording: Wording) -> str:
    return f'<div lang="{wording.language}">{_pull(wording)}{_address(wording)}</div>'


def _pull(wording: Wording) -> str:
    say = wording.say
    inside = (
        f'<form data-act="download"><p class="far">{shown(say("models.pull-intro"))}</p>'
        + _field("file", "pull-name", "models.pull-label", "models.pull-hint", wording)
        + f'<p class="tick"><input type="checkbox" id="pull-agreed" name="agreed">'
        f'<label for="pull-agreed">{shown(say("models.pull-consent"))}</label></p>'
        + acts(button(say("models.pull"), act="download"))
        + "</form>"
    )
    return aside(say("models.pull-title"), inside)


def _address(wording: Wording) -> str:
    say = wording.say
    inside = (
        f'<form data-act="select"><p class="far">{shown(say("models.address-intro"))}</p>'
        + _field("model", "address-name", "models.address-name", "models.address-name-hint", wording)
        + _field("base", "address-base", "models.address-base", "models.address-base-hint", wording)
        + f'<p class="far">{shown(say("models.keys"))}</p>'
        + acts(button(say("models.use"), act="select"), button(say("models.test"), act="input"))
        + "</form>"
    )
    return aside(say("models.address-title"), inside)


def _field(name: str, key: str, label: str, hint: str, wording: Wording) -> str:
    return (
        f'<p class="line-of"><label for="{key}">{shown(wording.say(label))}</label>'
        f'<input id="{key}" name="{name}" type="text" autocomplete="off" spellcheck="false" autocapitalize="none"'
        f' placeholder="{shown(wording.say(hint))}"></p>'
    )
