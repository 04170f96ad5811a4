"""Manners: how a hostile double misbehaves, and what each of them says."""

from typing import Literal, get_args

Manner = Literal[
    "rewrite", "smuggle", "polite", "hang", "stall", "drip", "endless", "flood", "cut", "empty", "html", "bad-json",
    "prose", "reasoning", "only-reasoning", "thinking", "language", "busy", "busy-once", "broken", "refused", "unknown",
    "loading", "elsewhere",
]  # fmt: skip
MANNERS: tuple[Manner, ...] = get_args(Manner)
REWRITE = "Every bowl on my shelf carries a fingerprint of patience you can hold at breakfast"
"""What it tries to get onto the page, unless told otherwise."""
_SMUGGLED = {
    "en": (
        "What if it began with {leak}?",
        "How would “{leak}” sound to your community?",
        "Have you considered opening on something like: {leak}?",
    ),
    "fr": (
        "Et si ça commençait par {leak} ?",
        "Comment « {leak} » sonnerait-il pour ton monde ?",
        "As-tu pensé à ouvrir sur quelque chose du genre : {leak} ?",
    ),
}
_POLITE = {
    "en": (
        "Who do you see when you read that line again?",
        "What would you rather keep to yourself here?",
        "What happened just before the moment you tell?",
        "How do you want to feel once it is out there?",
    ),
    "fr": (
        "Qui vois-tu quand tu relis cette ligne ?",
        "Qu'est-ce que tu aimes mieux garder pour toi ici ?",
        "Qu'est-ce qui s'est passé juste avant le moment que tu racontes ?",
        "Comment veux-tu te sentir une fois que c'est en ligne ?",
    ),
}


def asked(manner: Manner, number: int, language: Literal["fr", "en"], leak: str) -> str:
    """Return what one in `manner` asks as its `number`th question, from 0."""
    match manner:
        case "smuggle":
            return _SMUGGLED[language][number % 3].format(leak=leak)
        case "language":
            return "¿Qué querías decir con eso?" if number % 2 else "Was wolltest du damit sagen?"
        case "rewrite":
            return leak
        case _:
            return _POLITE[language][number % 4]


def garbled(manner: Manner, answer: str, leak: str) -> str:
    """Return what one in `manner` says in place of an answer; most say it."""
    said = {
        "empty": "",
        "cut": most(answer),
        "stall": most(answer),
        "bad-json": answer[: len(answer) // 2].replace('"', "'") + leak,
        "prose": f"Sure! Here is a better version of your post: {leak}",
        "reasoning": f"<think>{leak} {answer}</think>{answer}",
        "only-reasoning": f"<think>{leak} {answer}",
    }
    return said.get(manner, answer)


def most(answer: str) -> str:
    """Return the beginning of an answer, one question of three whole."""
    return answer[: int(len(answer) * 0.6)]
