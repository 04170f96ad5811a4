"""The text of a WordPress post: HTML in which, unless it is made of blocks, line ends count, and codes in brackets."""

import re

from companion.posts import html_text

_BLOCK = "<!-- wp:"
_CODE = re.compile(r"\[(/?)([a-zA-Z][\w-]{0,40})((?:\s[^\[\]]{0,2000})?)\]")
_CLOSED = re.compile(r"\[/([a-zA-Z][\w-]{0,40})\]")
_QUOTED = re.compile(r"\[(\[[^\[\]]{1,2000}\])\]")
_CODES = frozenset({
    "gallery", "caption", "wp_caption", "embed", "audio", "video", "playlist", "contact-form", "contact-form-7",
    "contact-field", "more", "nggallery", "slideshow", "googlemaps", "youtube", "vimeo", "soundcloud", "subscribe",
    "toc", "recent_posts", "sitemap", "woocommerce_cart", "woocommerce_checkout",
})  # fmt: skip
"""Codes that may stand alone, without anything that tells them from a word in brackets."""


def plain(content: str) -> str:
    """Return what a reader of the site sees; what stands between two codes is kept."""
    return html_text.plain(_without_codes(content), lines=_BLOCK not in content)


def _without_codes(content: str) -> str:
    """Take out the codes: those that are known, that are closed, or that set something; `[sic]` is a word."""
    closed = set(_CLOSED.findall(content))

    def gone(code: re.Match[str]) -> str:
        ours = code[1] or code[2] in closed or code[2].lower() in _CODES or "=" in code[3]
        return "" if ours else code[0]

    parts = _QUOTED.split(content)  # a code in double brackets is shown as it is, in single ones
    return "".join(part if number % 2 else _CODE.sub(gone, part) for number, part in enumerate(parts))
