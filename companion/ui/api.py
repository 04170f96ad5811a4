"""The API for other programs: a Gradio application of its own beside the page, so that nothing of the page is in it."""

from functools import partial
from typing import Any

import gradio as gr
from gradio.events import api

from companion.session import Companion
from companion.ui.programs import Programs

PATH = "/api"
"""Where it is mounted."""
_ONE: dict[str, Any] = {"concurrency_id": "author"}
"""One at a time, as on the page."""


def build(companion: Companion) -> gr.Blocks:
    """Return the API of one author's `companion`."""
    programs = Programs(companion, partial(gr.Error, print_exception=False))
    blocks = gr.Blocks(analytics_enabled=False, title="Companion")
    with blocks:
        api(programs.critique, api_name="critique", **_ONE)
        api(programs.lint, api_name="lint", **_ONE)
    return blocks
