"""Two authors, French and English, and what the guard says of questions to them."""

from datetime import UTC, datetime

from companion.guard import check
from companion.records import Fault, Intention, Language, Post, Register

DRAFTS: dict[Language, str] = {
    "fr": (
        "J'ai cassé la série bleue. Demain je rouvre l'atelier avec de la terre noire, pis c'est tannant. "
        "Tout le monde me dit de publier, faut que ça sorte. Le 10 septembre, je recommence."
    ),
    "en": (
        "I broke the blue series. Tomorrow I reopen the studio with black clay, and it scares me. "
        "Everyone tells me to post more, I should. On September 10 I start over."
    ),
}
INTENTIONS: dict[Language, Intention] = {
    "fr": Intention(why="montrer mes mains au travail"),
    "en": Intention(why="show my hands at work"),
}
POSTS: dict[Language, list[Post]] = {
    "fr": [
        Post(
            text="La série bleue est sortie du four, c'est la plus honnête de mes vieilles mains de potière.",
            date=datetime(2026, 3, 2, tzinfo=UTC),
        )
    ],
    "en": [
        Post(
            text="The blue series is out of the kiln and it is the most honest thing these old hands have made.",
            date=datetime(2026, 3, 2, tzinfo=UTC),
        )
    ],
}


def faults(
    question: str,
    language: Language,
    *,
    own: bool = True,
    register: Register | None = None,
    replies: tuple[str, ...] = (),
) -> list[Fault]:
    """Check a question to one of the two authors."""
    return check(
        question,
        draft=DRAFTS[language],
        intention=INTENTIONS[language],
        posts=POSTS[language],
        replies=replies,
        language=language,
        register=register,
        phrasing="own" if own else "curated",
    )


def rules(question: str, language: Language, *, own: bool = True, register: Register | None = None) -> set[str]:
    """Names of the rules that a question breaks."""
    return {fault.rule for fault in faults(question, language, own=own, register=register)}


def refused(question: str, language: Language, *, own: bool = True, register: Register | None = None) -> set[str]:
    """Names of the rules for which a question is refused."""
    return {f.rule for f in faults(question, language, own=own, register=register) if f.level == "G"}
