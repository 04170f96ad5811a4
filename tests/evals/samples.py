"""Small cases and replies for the tests of the evals."""

from companion.records import Cited, Evidence, Intention, Mirror, Question, Reply
from evals.cases import Case, Persona
from evals.expect import Expect
from evals.sitting import Raw, Sitting, Trace, Turn

DRAFT = "Mardi j'ouvre pas. J'ai juste envie de voir ma mère à Matane avant les glaces."
PERSONA = Persona(about="", register="tu", intention=Intention(why="Que le monde sache que c'est fait à la main"))


def case(text: str = DRAFT, *, turns: tuple[str, ...] = (), key: str = "fr/b/un", **more: object) -> Case:
    """Return a case of one persona."""
    expect = more.pop("expect", Expect())
    return Case(
        id="un",
        text="" if turns else text,
        turns=turns,
        good="",
        bad="",
        key=key,
        persona=PERSONA,
        expect=expect,
        **more,
    )  # type: ignore[arg-type]


def question(text: str, *, lens: str = "lived", move: str = "deepen", anchor: str = "", why: str = "") -> Question:
    """Return a question as a reply shows it; `anchor` stands in DRAFT."""
    at = DRAFT.find(anchor)
    cited = Cited(1, at, at + len(anchor), anchor) if anchor else None
    return Question(text, lens, move, None, "own", cited, (), why)  # type: ignore[arg-type]


def reply(*texts: str, **more: object) -> Reply:
    """Return a reply that asks `texts`."""
    given = {"state": None, "language": "fr", "register": "tu", "complete": True, **more}
    questions = tuple(question(text) for text in texts)
    return Reply(id="r", session="s", questions=questions, **given)  # type: ignore[arg-type]


def sitting(*replies: Reply, said: tuple[str, ...] = (DRAFT,), raw: tuple[Raw, ...] = (), **more: object) -> Sitting:
    """Return a sitting in which `replies` answered what was `said`."""
    turns = tuple(Turn(said=s, reply=r, trace=Trace(raw=raw)) for s, r in zip(said, replies, strict=True))
    return Sitting(case="fr/b/un", turns=turns, **more)  # type: ignore[arg-type]


__all__ = ["DRAFT", "Evidence", "Mirror", "case", "question", "reply", "sitting"]
