"""The scripted double says what a test wrote, as a model would say it."""

import json

import pytest

from companion.errors import ModelBusy, ModelStopped, ModelTimeout
from companion.model import Answer, Deadline, Model, Prompt
from companion.model.scripted import Asked, Line, Scripted

PROMPT = Prompt("contract", "draft")
WHOLE = json.dumps({"questions": [{"text": "Où vas-tu ?"}, {"text": "Et après ?"}]}, ensure_ascii=False)


def said(double: Scripted, deadline: Deadline | None = None) -> str:
    return "".join(double.ask(PROMPT, schema={}, most=100, deadline=deadline or Deadline()))


def test_it_keeps_the_protocol() -> None:
    """It can stand wherever a model can."""
    model: Model = Scripted(["a"], name="openai/x", where="remote")
    assert (model.name, model.where) == ("openai/x", "remote")


def test_it_says_one_line_each_time_and_keeps_what_it_was_asked() -> None:
    """A test reads afterwards what was said to it, in order."""
    double = Scripted(["one", "two"])
    assert (said(double), said(double)) == ("one", "two")
    assert double.prompts == [PROMPT, PROMPT]
    assert double.asked[0] == Asked(PROMPT, {}, 100)


def test_an_answer_comes_in_pieces() -> None:
    """What reads it must read a stream: no brace comes with all its answer."""
    double, answer = Scripted([WHOLE]), Answer()
    pieces = list(double.ask(PROMPT, schema={}, most=100, deadline=Deadline()))
    assert len(pieces) > 5
    assert [entry["text"] for piece in pieces for entry in answer.feed(piece)] == ["Où vas-tu ?", "Et après ?"]


@pytest.mark.parametrize(
    ("line", "before"), [(ModelBusy(after=None), ""), ((WHOLE[:20], ModelBusy(after=None)), WHOLE[:20])]
)
def test_an_error_is_raised_where_it_stands(line: Line, before: str) -> None:
    """A server breaks down before or in the middle of its answer."""
    came = []
    with pytest.raises(ModelBusy):
        came.extend(Scripted([line]).ask(PROMPT, schema={}, most=100, deadline=Deadline()))
    assert "".join(came) in {before, ""}


def test_once_its_lines_are_said_a_further_question_is_a_fault_of_the_test_s() -> None:
    """That is no ModelError, which the coach would turn into a notice."""
    double = Scripted(["one"])
    said(double)
    with pytest.raises(AssertionError, match="asked 2 times, with 1 answers"):
        said(double)


def test_it_minds_the_deadline() -> None:
    """A stopped turn is stopped, and a turn whose time is up is over, as with a real server."""
    stopped = Deadline()
    pieces = Scripted([WHOLE]).ask(PROMPT, schema={}, most=100, deadline=stopped)
    next(pieces)
    stopped.stop()
    with pytest.raises(ModelStopped):
        next(pieces)
    with pytest.raises(ModelTimeout):
        said(Scripted([WHOLE]), Deadline(whole=0))


def test_it_says_when_it_was_not_listened_to_until_the_end() -> None:
    """A test sees that who had enough closed the generator."""
    double = Scripted([WHOLE, WHOLE])
    pieces = double.ask(PROMPT, schema={}, most=100, deadline=Deadline())
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    said(double)
    assert double.closed == 1
