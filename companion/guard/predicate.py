"""What a question asserts while it asks: images ("how is X an empty pew") and wordings ("to end on X")."""

from collections.abc import Iterator, Sequence

from companion.guard.asking import kind
from companion.guard.dates import said
from companion.guard.ground import waits
from companion.guard.reading import Clause, Reading, Token
from companion.guard.rules import fault
from companion.guard.subject import person
from companion.guard.vocabulary import listed, spelled
from companion.records import Fault

_DETERMINERS = {
    "fr": spelled("un une le la les l des du ton ta tes votre vos mon ma son sa notre leur cette ce cet ces aucun"),
    "en": spelled("a an the your his her its their our my this that another one"),
}
_INDEFINITE = frozenset(["a", "an", "un", "une"])
_PRONOUNS = {
    "fr": spelled(
        "où quand comment je tu il elle on nous vous ils elles ce c ça cela ceci qui que qu quoi quel quelle quels "
        "quelles y en t s n l me te se"
    ),
    "en": spelled("i you he she it we they this that these those what who which where when how there one"),
}
_WAYS = frozenset(["how", "sense", "way", "ways", "respect", "quoi"])
_MAKES = {
    "fr": frozenset(["fait", "font", "faisait", "ferait"]),
    "en": spelled("make makes made making turn turns turned"),
}
_PREPOSITIONS = spelled("de d à a en dans sur pour avec of in on for with to at by from about du des")
_BETWEEN = spelled("tu vous il elle ils elles not pas plus juste just only que qu")
"""What may stand between a verb and the noun it gives."""
_POSSESSED = spelled("tienne tien vôtre tiennes tiens vôtres little bit help bien")
_HOLDS = spelled("believe think feel know hope mean say want consider find")
_FELT = spelled("hardest easiest nearest closest")
_SUPERLATIVES = spelled("most only real true last first third second")
_RUN = 3
_DEGREE = 2
_FELT_BY = spelled("te t vous")


def images(reading: Reading) -> Iterator[Fault]:
    """Refuse a question that says what something is, in words the author did not use for it."""
    if waits(reading):
        return
    for clause in reading.clauses:
        tokens = clause.tokens
        for at, token in enumerate(tokens):
            if token.word in listed(reading.language, "verbs.copula") and _predicates(reading, clause, at):
                yield fault("image", reading.text[tokens[0].start : tokens[-1].end])
                return
            if token.raw in _MAKES[reading.language] and _made(reading, tokens, at):
                yield fault("image", reading.text[token.start : tokens[-1].end])
                return


def _predicates(reading: Reading, clause: Clause, at: int) -> bool:
    """Whether the verb "to be" at `at` gives a noun to a noun: `X is a Y`, `en quoi X est-il un Y`."""
    language, tokens = reading.language, clause.tokens
    before, after = tokens[:at], tokens[at + 1 :]
    if (before and _of_text(reading, before)) or (after and after[0].raw == "ce" and language == "fr"):
        return False
    if language == "en" and before and before[-1].raw in {"what", "who"} and _two(after):
        return True
    if before and _granted(reading, before, after):
        return False
    ways = bool(before) and (before[-1].raw in _WAYS or (language == "fr" and _way(before)))
    said = not before or before[-1].raw in _PRONOUNS["en"] - {"he", "she", "it", "they"}
    if language == "en" and said and not ways:
        return False
    if (
        language == "fr"
        and not ways
        and (not before or before[-1].raw in _PRONOUNS["fr"] - {"il", "elle", "ils", "elles", "n"})
    ):
        return (
            bool(before)
            and before[-1].raw in {"c", "ce"}
            and kind(clause, language) != "open"
            and _noun_after(reading, after, skip=False)
        )
    return _noun_after(reading, after, skip=ways and language == "en")


def _two(after: Sequence[Token]) -> bool:
    """Whether two nouns follow the verb: "what was the sunflower a promise of"."""
    at = next((at for at, token in enumerate(after[: _RUN + 1]) if at > 1 and token.raw in {"a", "an"}), 0)
    return bool(at) and after[0].raw in _DETERMINERS["en"] and after[at - 1].raw not in _PREPOSITIONS | {"like"}


def _granted(reading: Reading, before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether the verb says nothing new: what one is as a person, believes, dates, or wrote so."""
    someone = before[-1].raw == "to" and any(person(reading, token) for token in after[:_RUN])
    held = _believed(reading.language, before) or _taken(reading, after)
    chosen = any(token.raw.startswith("quel") for token in before)  # "de quelle couleur était le ruban"
    degree = len(before) > 1 and before[-_DEGREE].raw == "how"  # "how steady is your voice"
    return (
        someone
        or held
        or degree
        or chosen
        or (any(token.word.isdigit() for token in after[:2]) and _dated(reading, after))
    )


def _believed(language: str, before: Sequence[Token]) -> bool:
    """Whether the author is asked what they hold to be: "which part do you believe is the blessing"."""
    thinks = language == "en" and before[-1].word in _HOLDS
    return thinks and "you" in {token.raw for token in before[-4:]}


def _taken(reading: Reading, after: Sequence[Token]) -> bool:
    """Whether what something is said to be stands so in the author's words: "if it's the perfect time for"."""
    run = after[:_RUN]
    return len(run) == _RUN and not reading.plain(run[1]) and reading.sources.hold(token.word for token in run)


def _dated(reading: Reading, after: Sequence[Token]) -> bool:
    """Whether it only says when: "c'était le 30 septembre"."""
    return any(
        date.start <= token.start <= date.end for token in after[:2] for date in said(reading.own, reading.language)
    )


def _way(before: Sequence[Token]) -> bool:
    raws = [token.raw for token in before]
    return any(raws[i] == "en" and raws[i + 1 : i + 2] in (["quoi"], ["quel"]) for i in range(len(raws)))


def _of_text(reading: Reading, before: Sequence[Token]) -> bool:
    """Whether the subject is the text itself: "if these words were a photo" plays, and claims nothing."""
    nouns = [token for token in before if not reading.plain(token)]
    return bool(nouns) and nouns[-1].word in listed(reading.language, "words.texts")


def _noun_after(reading: Reading, after: Sequence[Token], *, skip: bool) -> bool:
    language, heads = reading.language, listed(reading.language, "words.heads")
    seen = not skip
    for index, token in enumerate(after):
        following = after[index + 1] if index + 1 < len(after) else None
        if token.raw in _BETWEEN and not skip:
            continue
        if token.raw in _DETERMINERS[language] and following is not None and not _passes(reading, token, following):
            if not seen:
                seen = True
                continue
            indefinite = token.raw in _INDEFINITE
            beside = index > 0 and not reading.plain(after[index - 1]) and not after[index - 1].word.endswith("ing")
            if skip and not indefinite and not _superlative(following) and not beside:
                continue
            return skip or following.word not in heads
        if not skip:
            return False
        seen = seen or not reading.plain(token)
    return False


def _passes(reading: Reading, token: Token, following: Token) -> bool:
    """Whether no noun of the coach's follows a determiner: a quotation, or `one of`."""
    mine = following.raw in _POSSESSED or following.raw in _FELT
    return following.quote or mine or (token.raw == "one" and reading.plain(following))


def _superlative(token: Token) -> bool:
    return token.word.endswith("est") or token.word in _SUPERLATIVES


def _made(reading: Reading, tokens: Sequence[Token], at: int) -> bool:
    """Whether X is made Y: `what makes X the Y`, `fait de X la Y`, `turned X into Y`."""
    language, heads = reading.language, listed(reading.language, "words.heads")
    after = tokens[at + 1 :]
    felt = at > 0 and tokens[at - 1].raw in _FELT_BY  # "ça te fait quoi de", "qu'est-ce que ça te fait d'écrire"
    if language == "fr" and (felt or not (after and after[0].raw in {"de", "d", "du", "des"})):
        return False
    if after and after[0].raw in {"you", "tu", "te", "vous"}:
        after = after[1:] if len(after) > 2 and after[1].raw in _DETERMINERS[language] else ()
    nouns = int(len(after) < len(tokens) - at - 1)
    for index, token in enumerate(after):
        following = after[index + 1] if index + 1 < len(after) else None
        free = index == 0 or after[index - 1].raw not in _PREPOSITIONS or after[index - 1].raw == "into"
        if token.raw in _DETERMINERS[language] and following and nouns and free:
            return not following.quote and following.word not in heads
        nouns += token.quote or not reading.plain(token) or token.raw in {"it", "this", "that", "cela", "ça"}
    return False
