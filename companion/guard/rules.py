"""The guard's rules: stable names, their level, and what each refuses.

Level G refuses the question, W warns and is counted. `open` is W for a curated question and G for a model's own words.
"""

from dataclasses import dataclass
from typing import Literal

from companion.records import Fault, Level

Phrasing = Literal["curated", "own"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What one rule is about."""

    level: Level
    """G refuses, W warns."""
    why: str
    """The reason given with each fault."""


RULES: dict[str, Rule] = {
    # form
    "not-a-question": Rule("G", "it must be one line that asks, ends in ? and gives no order first"),
    "one-sentence": Rule("G", "it must be a single sentence"),
    "single-barrelled": Rule("G", "it must ask one thing"),
    "open": Rule("W", "a closed question gets a yes or a no"),
    "short": Rule("G", "at most 25 words in English, 30 in French, 280 characters"),
    # quotation
    "quotation": Rule("G", "what is quoted must stand word for word in the draft, the intention, a reply or a post"),
    "post-date": Rule("G", "a past post is quoted with its date, day or month and year, and every date must exist"),
    "grounded": Rule("W", "it shares no word with the draft, the intention or a past post"),
    # pasteable
    "hashtag": Rule("G", "a hashtag that is not in the draft"),
    "emoji": Rule("G", "an emoji that is not in the draft"),
    "link": Rule("G", "a link, address or handle that is not in the draft"),
    "lead-in": Rule("G", "it leads in to a wording"),
    "first-person": Rule("G", "first person outside quotations: words for the author to paste"),
    "after-colon": Rule("G", "words set off by a colon, a dash or brackets that do not ask"),
    "echo": Rule("G", "eight words of the draft in a row, outside quotations"),
    "novelty": Rule("G", "content words that are neither the author's nor a coach's"),
    "image": Rule("G", "it says what something is, an image or a claim the author never made"),
    "options": Rule("G", "it lists answers to choose from"),
    "wording": Rule("G", "it proposes words to write, outside quotations"),
    # tone
    "advice": Rule("G", "advice inside a question"),
    "leading": Rule("W", "it suggests its answer"),
    "verdict": Rule("G", "a verdict on the text"),
    "flattery": Rule("G", "a compliment"),
    "urging": Rule("G", "it pushes the author to post"),
    "algorithm": Rule("G", "talk of algorithms, reach or marketing"),
    "accusing-why": Rule("W", "a why that asks the author to justify themselves"),
    # address
    "language": Rule("G", "it is not in the language of the draft"),
    "register": Rule("G", "it mixes tu and vous, or does not address the author as they speak"),
    "neutral": Rule("W", "it gives the author a gender they did not give"),
    # what came in
    "input": Rule("G", "the input cannot be judged"),
}


def fault(rule: str, where: str = "", *, level: Level | None = None, why: str = "") -> Fault:
    """Make the fault of `rule`, at its own level and with its own reason unless told otherwise."""
    known = RULES[rule]
    return Fault(rule, level or known.level, where, why or known.why)
