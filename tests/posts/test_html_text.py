"""companion.posts.html_text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.posts import html_text
from companion.posts.html_text import plain


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Été&nbsp;: l&#39;<b>ours</b></p><p>a<br />b<br/><br>c</p>", "Été\xa0: l'ours\n\na\nb\n\nc"),
        ("<h2>Un</h2>\n  <p>deux\n trois</p>", "Un\n\ndeux trois"),
        ("<ul><li>un<li>deux</ul>fin", "un\ndeux\n\nfin"),
        ("<div>a<br></div><div><br></div><div>b</div>", "a\n\nb"),
        ("<pre>a\n  b\n</pre>c", "a\n  b\n\nc"),
        ("<table><tr><td>un</td><td>deux</td></tr><tr><td>trois</td></tr></table>", "un deux\ntrois"),
        ('<p>Va sur <a href="https://x.example">mon site</a>, <em>vite</em>!</p>', "Va sur mon site, vite!"),
        ("<p>a<p>b", "a\n\nb"),
        ("un < deux & trois", "un < deux & trois"),
        ("&lt;b&gt; &#150; &#x1F341;", "<b> – 🍁"),
        ("", ""),
    ],
)
def test_what_a_reader_sees(html: str, text: str) -> None:
    """Paragraphs stand apart, breaks break, words run on inside a line; entities are what they stand for."""
    assert plain(html) == text


def test_what_nobody_sees() -> None:
    """Scripts, styles, comments, titles of pages, buttons and attributes are no text, closed or not."""
    html = (
        "<html><head><title>t</title><style>s{}</style><body onload='x()'><!-- c --><script>alert('x')</script>"
        "<button>Abonne-toi</button><img src=x alt='ma photo' onerror=y><noscript>n</noscript><p>Bonjour"
    )
    assert plain(html) == "Bonjour"


def test_an_emoji_that_is_a_picture() -> None:
    """WordPress and others turn emojis into pictures; the author wrote an emoji."""
    assert plain("<p>Allô <img class='emoji' alt='🍁' src='x'> !</p>") == "Allô 🍁 !"


def test_an_address_that_mastodon_shortens() -> None:
    """What is folded away for the eye is part of what the author wrote."""
    html = (
        '<p>Voir <a href="https://example.com/long"><span class="invisible">https://</span>'
        '<span class="ellipsis">example.com/lo</span><span class="invisible">ng</span></a></p>'
    )
    assert plain(html) == "Voir https://example.com/long"


def test_line_ends_that_count() -> None:
    """Where the source keeps lines as its author broke them, so does the text; blocks do not double them."""
    html = "Un\nDeux\r\n\r\nTrois <b>x</b>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n\n\n\nfin"
    assert plain(html, lines=True) == "Un\nDeux\n\nTrois x\n\na\nb\n\nfin"


def test_furniture_is_left_out() -> None:
    """An importer names what its platform adds."""
    html = "<p>Bonjour</p><p class='x button-wrapper'><a>Subscribe</a></p>"
    assert plain(html, unwanted=html_text.classes("button-wrapper")) == "Bonjour"


@pytest.mark.parametrize(
    "html",
    [
        "http://x.example",
        "a.txt",
        "<?xml version='1.0'?><a>b</a>",
        "<![foo bar]>",
        "<![CDATA[y]]>",
        "<!",
        "<![",
        "&#xD800;",
    ],
)
def test_nothing_is_refused_or_warned_about(html: str) -> None:
    """Whatever it looks like, it is HTML: no file is opened, no address asked, no warning shown."""
    assert plain(html) is not None


@pytest.mark.parametrize("html", ["<a ", "<!--", "<?", "</", "<![cdata[", "<p>a", "<div>", "<a '>", "<!DOCTYPE "])
@pytest.mark.parametrize("end", ["", ">"])
def test_what_never_ends_takes_no_time(html: str, end: str) -> None:
    """The parser would look for an end again and again: half a minute for 25,000 characters before this was mended."""
    plain(html * (200_000 // len(html)) + end)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<br>", "<", ">", "<!--", "-->", "<![", "]]>", "&#", "été", "\n", " ", "'"])
    )
)
def test_any_text_is_read(parts: list[str]) -> None:
    """Nothing makes it fail, and it never ends in a blank line."""
    text = plain("".join(parts))
    assert text == text.strip("\n")
    assert "\n\n\n" not in text
