"""Quotations: each stands verbatim in the author's words; a past post is quoted briefly and with its date."""

from collections.abc import Iterator

from companion.guard.dates import Said, said
from companion.guard.quotes import Quote
from companion.guard.reading import Reading
from companion.guard.rules import fault
from companion.guard.vocabulary import listed
from companion.records import Fault

_MOST = 12
_SPANS = 3
_NEAR = 5
"""At most so many words between a date and the words said to have been written that day."""


def check(reading: Reading) -> Iterator[Fault]:
    """Find false quotations, undated posts, and dates that do not exist."""
    if reading.stray:
        yield fault("quotation", reading.stray, why="a quotation mark without its pair")
    if len(reading.quotes) > _SPANS:
        yield fault("quotation", why="more than three quotations: pieces may be put together into something new")
    spelled = {quote.words: quote.text.casefold() for quote in reading.quotes}
    if any(spelled[quote.words] != quote.text.casefold() for quote in reading.quotes if quote.words):
        yield fault("quotation", why="one quotation in two spellings: one of them is not the author's")
    dates = list(said(reading.own, reading.language))
    for quote in reading.quotes:
        yield from _quote(reading, quote, dates)
    yield from _dates(reading, dates)
    yield from _grounded(reading)


def _quote(reading: Reading, quote: Quote, dates: list[Said]) -> Iterator[Fault]:
    if not quote.words:
        if not quote.text or not any(quote.text in text for text in reading.sources.own):
            yield fault("quotation", quote.text)
        return
    days = list(reading.sources.posted(quote.words))
    if reading.sources.hold(quote.words):
        if not days and (wrong := _attributed(reading, quote, dates)):
            yield fault(
                "post-date", reading.text[wrong.start : wrong.end], why="the post of that day does not say this"
            )
        return
    if not days:
        yield fault("quotation", quote.text)
        return
    if len(quote.words) > _MOST:
        yield fault("quotation", quote.text, why="more than 12 words of a past post")
    told = [one for one in dates for day in days if day and one.names(day)]
    if not told:
        yield fault("post-date", quote.text, why="a past post without its date")
    elif not any(one.full for one in told):
        yield fault("post-date", quote.text, level="W", why="a past post with its month alone")


def _attributed(reading: Reading, quote: Quote, dates: list[Said]) -> Said | None:
    """Return the post's date that a quotation of the draft is wrongly given."""
    verbs = listed(reading.language, "verbs.say")
    for one in dates:
        between = [token for token in reading.tokens if one.end <= token.start < quote.start]
        near = len(between) <= _NEAR and one.end <= quote.start and not any(token.quote for token in between)
        if near and any(token.word in verbs for token in between) and any(map(one.names, reading.sources.days())):
            return one
    return None


def _dates(reading: Reading, dates: list[Said]) -> Iterator[Fault]:
    """Refuse a date that is neither a post's nor in the author's own words."""
    for one in dates:
        bare = one.day is None and not reading.quotes and not _tells(reading)
        if not one.full or bare or any(map(one.names, reading.sources.days())):
            continue
        if not any(_equal(one, other) for text in reading.sources.own for other in said(text, reading.language)):
            yield fault("post-date", reading.text[one.start : one.end], why="a date that no post and no draft has")


def _tells(reading: Reading) -> bool:
    """Whether it says that the author wrote or said something."""
    return any(token.word in listed(reading.language, "verbs.say") for token in reading.tokens)


def _equal(one: Said, other: Said) -> bool:
    years = one.year is None or other.year in {None, one.year}
    return one.month == other.month and one.day in {None, other.day} and years


def _grounded(reading: Reading) -> Iterator[Fault]:
    if reading.quotes:
        return
    function, language = listed(reading.language, "words.function"), reading.language
    generic = listed(language, "words.generic")
    theirs = (word for word in reading.said if word not in function and word not in generic)
    if not any(reading.sources.has(word, language) for word in theirs):
        yield fault("grounded")
