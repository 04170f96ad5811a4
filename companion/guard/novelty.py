"""Provenance: what stands outside quotations is the author's word or a coach's; images, options, wordings are not.

A question may hold one content word of its own, nowhere near an image; everyday words are counted too, for images are
made of them. Judged in a model's own words only: curated questions were written by people.
"""

from collections.abc import Iterator

from companion.guard.asking import asks
from companion.guard.dates import said
from companion.guard.predicate import images, wordings
from companion.guard.reading import Clause, Reading, Token
from companion.guard.rules import fault
from companion.guard.vocabulary import listed, stem, vocabulary
from companion.records import Fault

_LIKE = {"fr": frozenset({"comme", "façon", "genre", "tel", "telle"}), "en": frozenset({"like", "as"})}
_RELATIVE = {"fr": frozenset({"qui", "dont", "que", "qu"}), "en": frozenset({"that", "who", "which", "whose"})}
_CHOICES = frozenset("mot titre phrase ligne formule légende word title line sentence caption phrase version".split())
_NEW = 1
_EVERYDAY = 2


def check(reading: Reading) -> Iterator[Fault]:
    """Find words that come from nowhere, and images, options and wordings whatever their words."""
    if not reading.owned:
        return
    new, everyday = _strangers(reading)
    guarded = _guarded(reading)
    near = [token for token in new if token.start in guarded]
    if near:
        yield fault("novelty", near[0].raw, why="a word from nowhere in a comparison or a premise")
    elif len(new) > _NEW or (new and everyday) or len(everyday) > _EVERYDAY + bool(reading.quotes):
        yield fault("novelty", ", ".join(token.raw for token in new + everyday))
    elif (new or (len(everyday) > 1 and not reading.quotes)) and not _spoken(reading):
        yield fault("novelty", ", ".join(token.raw for token in new + everyday), why="it says something and asks nobody")
    yield from _titles(reading)
    yield from _options(reading)
    yield from images(reading)
    yield from wordings(reading)


def _strangers(reading: Reading) -> tuple[list[Token], list[Token]]:
    """Content words of neither the author nor the coach, and everyday words that are not the author's."""
    language, known = reading.language, vocabulary(reading.language)
    dates = [(date.start, date.end) for date in said(reading.own, language)]
    new: list[Token] = []
    everyday: list[Token] = []
    for token in reading.tokens:
        if reading.plain(token) or len(token.word) < 2 or any(start <= token.start < end for start, end in dates):
            continue
        found = stem(token.word, language)
        if found in known.coach or (token.word.isdigit() and int(token.word) <= 10):
            continue
        if reading.known(token):
            continue
        (everyday if found in known.everyday or found in known.frames else new).append(token)
    return new, everyday


def _guarded(reading: Reading) -> set[int]:
    """Where each token starts that stands in a comparison or in a clause about something."""
    language, found = reading.language, set[int]()
    for clause in reading.clauses:
        inside = False
        for at, token in enumerate(clause.tokens):
            if inside:
                found.add(token.start)
            before = clause.tokens[at - 1].raw if at else ""
            asking = at == 0 or before in {"ce", "est"} or (language == "fr" and before in {"à", "de", "pour", "avec", "chez"})
            asking = asking or (token.raw == "that" and reading.plain(clause.tokens[at - 1]))
            inside = inside or token.raw in _LIKE[language] or (token.raw in _RELATIVE[language] and not asking)
    return found


def _spoken(reading: Reading) -> bool:
    """Whether the question speaks to the author or of a person."""
    people = listed(reading.language, "words.people")
    return any(token.word in people for token in reading.tokens)


def _titles(reading: Reading) -> Iterator[Fault]:
    """Refuse words capitalised as a title or a slogan is, where the author's are not."""
    titled = []
    for at, token in enumerate(reading.tokens):
        opening = at == 0 or any(mark in token.before for mark in ":.?!")
        upper = not token.quote and reading.own[token.start].isupper() and token.raw not in {"i", "m", "mr", "mrs", "ms", "dr", "mme"}
        if upper and not opening and token.word not in reading.sources.capitalised and not _calendar(reading, token):
            titled.append(token)
    if len(titled) > 1 or any(reading.known(token) for token in titled):
        yield fault("wording", ", ".join(token.raw for token in titled), why="words capitalised as a title")


def _calendar(reading: Reading, token: Token) -> bool:
    return token.word in listed(reading.language, "words.openers")


def _bare(reading: Reading, clause: Clause) -> bool:
    """Whether a last clause only sets words beside the question: ", one clock fixed at a time?"."""
    first, people = clause.tokens[0], listed(reading.language, "words.people")
    starts = not reading.plain(first) or first.raw in {"a", "an", "one", "un", "une"}
    return starts and len(clause.tokens) > 2 and not any(token.quote or token.word in people for token in clause.tokens)


def _options(reading: Reading) -> Iterator[Fault]:
    """Refuse a list of answers after the question: ", retro or rowdy?"."""
    joins = {"or", "ou"}
    asked = chosen = False
    for clause, kind in asks(reading):
        raws = [token.raw for token in clause.tokens]
        if asked and kind == "none":
            theirs = not chosen and all(reading.plain(t) or t.word in reading.sources.words for t in clause.tokens)
            if joins & set(raws) and not theirs and "pas" not in raws and "not" not in raws:
                yield fault("options", reading.text[clause.tokens[0].start : clause.tokens[-1].end])
                return
        if asked and kind == "none" and clause is reading.clauses[-1] and _bare(reading, clause):
            yield fault("wording", reading.text[clause.tokens[0].start : clause.tokens[-1].end], why="words after the question")
            return
        asked = asked or kind != "none"
        chosen = bool(_CHOICES & set(raws)) and not any(token.quote for token in clause.tokens)
