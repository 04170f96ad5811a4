"""How a clause asks: openly, for a yes or a no, or not at all."""

from collections.abc import Sequence

from companion.guard.reading import Clause, Kind, Reading, Token
from companion.guard.vocabulary import spelled
from companion.records import Language

WH = {
    "en": spelled("what who whom whose which where when why how"),
    "fr": spelled(
    "que qu quoi comment quel quelle quels quelles qui où combien lequel laquelle lesquels lesquelles pourquoi "
    "quand auquel duquel"
),
}  # fmt: skip
AUXILIARY = spelled(
    "do does did is are was were am have has had will would can could shall should may might must isn aren "
    "wasn weren don doesn didn haven hasn hadn won wouldn couldn shouldn ain mightn"
)
_PERSONS = spelled("you i he she it they we this that these those there the a an your his her their")
_LEADING = {
    "en": spelled("and but or so then now well again still also if") - {"if"},
    "fr": spelled("et mais ou donc alors puis pis or aussi"),
}
PREPOSITIONS = {
    "en": spelled(
    "in of to for from with at on about by under over into between among behind through until since after "
    "before around against off out as than like near past toward towards beside"
),
    "fr": spelled(
    "a à de d en dans sur sous pour par avec sans chez vers entre contre depuis jusqu jusque devant derrière "
    "avant après pendant face auprès autour partir quant près parmi dès selon"
),
}  # fmt: skip
_SUBJECTS = spelled("tu il elle ils elles on je")
_INVERTED = spelled("tu vous il elle ils elles on ce je nous t")
_IN_SITU = spelled("quoi comment où combien qui quand quel quelle quels quelles lequel laquelle lesquels lesquelles")
_TWO = 2
_DAYTIMES = spelled("matin midi soir nuit matins soirs lundi dimanche")
_SETTLED = frozenset(["sais", "savez", "sait", "importe", "ignore", "ignores"])


def kind(clause: Clause, language: Language) -> Kind:
    """Say how one clause asks."""
    tokens = clause.tokens
    while len(tokens) > 1 and tokens[0].raw in _LEADING[language]:
        tokens = tokens[1:]
    return _french(tokens) if language == "fr" else _english(tokens)


def asks(reading: Reading) -> list[tuple[Clause, Kind]]:
    """Say how each clause asks; an invitation ("could you tell me") asks openly."""
    if not reading.kinds:
        reading.kinds.extend(_asks(reading))
    return reading.kinds


def _asks(reading: Reading) -> list[tuple[Clause, Kind]]:
    found = [(clause, kind(clause, reading.language)) for clause in reading.clauses]
    invited = [hit.start for hit in reading.hits if hit.table == "invite"]
    if not invited:
        return found
    return [(c, "open" if k == "closed" and _heads(c, invited) else k) for c, k in found]


def _heads(clause: Clause, invited: Sequence[int]) -> bool:
    """Whether an invitation stands at the head of the clause."""
    return any(clause.tokens[0].start <= at <= clause.tokens[min(1, len(clause.tokens) - 1)].start for at in invited)


def inverted(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb and its subject are inverted at `at`: `as-tu`, `did you`."""
    following = tokens[at + 1 : at + 2]
    return (
        tokens[at].raw != "rendez"
        and bool(following)
        and following[0].before.strip() in {"-", "‑", "‐"}
        and following[0].raw in _INVERTED
    )


def _english(tokens: Sequence[Token]) -> Kind:
    words = [token.word for token in tokens]
    first = words[0]
    if first in WH["en"]:
        subject = first == "when" or (first == "where" and _then(words, 1, _PERSONS))
        if not subject or _then(words, 1, AUXILIARY):
            return "open"
        return _scan_english(words)
    if first == "between" and _then(words, 2, _PERSONS):
        return "none"
    if first in PREPOSITIONS["en"] and any(word in WH["en"] - {"when", "how", "why"} for word in words[1:3]):
        return "open"
    if first in AUXILIARY and (len(words) == 1 or words[1] != first):
        return "closed"
    return _scan_english(words)


def _scan_english(words: Sequence[str]) -> Kind:
    """Look past an introduction without a comma: "In March what did you", "holds what"."""
    last = len(words) - 1
    for at, word in enumerate(words):
        if not at or word not in WH["en"]:
            continue
        if word in {"what", "who", "where", "why", "which", "whom", "how"} and at == last:
            return "open"
        if words[at - 1] in PREPOSITIONS["en"] and word in {"what", "whom", "which", "whose"}:
            return "open"
        if _then(words, at + 1, AUXILIARY) and (words[at + 2 : at + 3] and words[at + 2] in _PERSONS):
            return "open"
        if word in {"what", "which", "whose", "how"} and any(
            one in AUXILIARY and other in _PERSONS
            for one, other in zip(words[at + 1 : at + 6], words[at + 2 : at + 7], strict=False)
        ):
            return "open"
    return "none"


def _then(words: Sequence[str], at: int, allowed: frozenset[str]) -> bool:
    return at < len(words) and (words[at] in allowed or words[at] in {"s", "re", "d", "ll", "ve"})


def _french(tokens: Sequence[Token]) -> Kind:
    raws = [token.raw for token in tokens]
    est_ce = _est_ce(raws)
    if est_ce >= 0:
        return "open" if set(raws[:est_ce]) & (WH["fr"] | {"qu"}) else "closed"
    first = raws[0]
    if first in {"que", "qu"} and raws[1:2] and raws[1] in _SUBJECTS:
        return "none"  # "« ... », que tu disais"
    if first in WH["fr"] and (first != "quand" or any(inverted(tokens, at) for at in range(1, min(3, len(tokens))))):
        return "open"
    lead = 0
    while lead < len(raws) - 1 and raws[lead] in PREPOSITIONS["fr"]:
        lead += 1
    if lead and raws[lead] in WH["fr"] - {"que", "qu", "comment"}:
        return "open"
    situ = _in_situ(tokens)
    for at in range(len(tokens)):
        if inverted(tokens, at):
            return "open" if situ or any(raw in WH["fr"] - {"que", "qu", "quand"} for raw in raws[:at]) else "closed"
    return "open" if situ else "none"


def _then_where(token: Token, following: Token) -> bool:
    """Whether what follows a question word in situ is a circumstance or a quotation, not its clause."""
    if following.quote:
        return token.raw == "comment"
    circumstances = PREPOSITIONS["fr"] | {"aujourd", "maintenant", "quand"}
    return following.raw in (circumstances - {"a", "en"} if token.raw == "qui" else circumstances)


def _est_ce(raws: Sequence[str]) -> int:
    for at, raw in enumerate(raws[:-1]):
        if raw == "est" and raws[at + 1] == "ce" and (at == 0 or raws[at - 1] not in {"c", "n", "tu"}):
            return at
    return -1


def _in_situ(tokens: Sequence[Token]) -> bool:
    """Whether a question word stands where the answer would: "ça changerait quoi", "ceux de qui"."""
    for at, token in enumerate(tokens):
        before = tokens[at - 1].raw if at else ""
        if token.raw not in _IN_SITU or not at or before in _SETTLED or before.startswith("tel"):
            continue
        last = at == len(tokens) - 1
        if token.raw == "quoi" or last:
            return True
        preposed = before in PREPOSITIONS["fr"]
        if token.raw in {"qui", "lequel", "laquelle", "lesquels", "lesquelles"} and (
            preposed or before in {"que", "qu", "est"}
        ):
            return True
        if token.raw.startswith("quel") and (preposed or before != "importe"):
            return True
        timed = len(tokens) > at + _TWO and tokens[at + 1].raw in {"le", "la"} and tokens[at + _TWO].raw in _DAYTIMES
        if token.raw in {"comment", "combien", "où", "qui"} and (timed or _then_where(token, tokens[at + 1])):
            return True
    return False
