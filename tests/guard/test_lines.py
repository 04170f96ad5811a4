"""`companion lint`: a line in, a verdict out."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.guard import lint

VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
GOOD = {
    "draft": "I broke the blue series.",
    "question": "What did the blue series ask of you?",
    "mine": [1, {"a": None}],
}


def test_the_given_keys_come_back_unchanged() -> None:
    """Everything that came in goes out, with ok and faults."""
    assert lint(json.dumps(GOOD)) == {**GOOD, "ok": True, "faults": []}


def test_a_fault_says_rule_level_where_and_why() -> None:
    """Each fault has the four keys of the contract, and ok is false on G."""
    found = lint(json.dumps({**GOOD, "question": "Why not break it?"}))
    assert found["ok"] is False
    assert all(set(fault) == {"rule", "level", "where", "why"} for fault in found["faults"])
    assert "advice" in {fault["rule"] for fault in found["faults"]}


def test_a_warning_leaves_it_ok() -> None:
    """Only G makes it false."""
    found = lint(json.dumps({**GOOD, "question": "Why did you break the blue series?"}))
    assert found["ok"] is True
    assert {fault["level"] for fault in found["faults"]} == {"W"}


def test_own_words_are_judged() -> None:
    """A line is judged as a model's own words: a closed question is refused."""
    assert lint(json.dumps({**GOOD, "question": "Did you break it?"}))["ok"] is False


def test_the_language_is_the_drafts_unless_said() -> None:
    """Without `language`, the draft tells it."""
    assert lint(json.dumps({**GOOD, "question": "Que te disait la série ?"}))["ok"] is False
    assert (
        lint(json.dumps({"draft": "J'ai cassé la série bleue.", "question": "Que te disait la série bleue ?"}))["ok"]
        is True
    )


def test_posts_and_intention_are_read() -> None:
    """A dated post and the intention may be quoted."""
    line = {**GOOD, "intention": {"why": "be kind"}, "posts": [{"date": "2026-03-02", "text": "The kiln is cold."}]}
    assert (
        lint(json.dumps({**line, "question": "On March 2 you wrote “The kiln is cold”: what has changed?"}))["ok"]
        is True
    )
    assert lint(json.dumps({**line, "question": "What does “be kind” ask of you?"}))["ok"] is True


def test_vous_to_one_person_asks_for_vous() -> None:
    """A draft that is a formal letter is answered in vous."""
    line = {"draft": "Cher Monsieur, votre violoncelle est prêt. Cordialement", "language": "fr"}
    assert lint(json.dumps({**line, "question": "Que gardes-tu du violoncelle ?"}))["ok"] is False
    assert lint(json.dumps({**line, "question": "Que gardez-vous du violoncelle ?"}))["ok"] is True


@pytest.mark.parametrize(
    "line",
    [
        "", "{", "[]", "null", "3", '"text"', "{}", '{"draft": "a"}', '{"draft": 1, "question": "b"}',
        '{"draft": "a", "question": null}',
        '{"draft": "a", "question": "b", "language": "de"}', '{"draft": "a", "question": "b", "language": 3}',
        '{"draft": "a", "question": "b", "intention": 3}', '{"draft": "a", "question": "b", "intention": {"why": 3}}',
        '{"draft": "a", "question": "b", "posts": {}}', '{"draft": "a", "question": "b", "posts": [1]}',
        '{"draft": "a", "question": "b", "posts": [{"text": 1}]}',
        '{"draft": "a", "question": "b", "posts": [{"text": "c", "date": "hier"}]}',
        '{"draft": "a", "question": "b", "posts": [{"text": "c", "date": 5}]}', "[" * 100_000,
        '{"draft": "' + "a" * 2_000_000 + '"}',
    ],
)  # fmt: skip
def test_a_bad_line_is_a_verdict(line: str) -> None:
    """Bad JSON, wrong types and huge input give ok false and the rule input, never an exception."""
    found = lint(line)
    assert found["ok"] is False
    assert {fault["rule"] for fault in found["faults"]} == {"input"}


@settings(deadline=None)
@given(st.text())
def test_lint_never_raises(line: str) -> None:
    """Whatever the line, there is a verdict."""
    assert "ok" in lint(line)


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_value_anywhere_is_a_verdict(value: object) -> None:
    """Whatever stands under the keys of the contract, there is a verdict."""
    for key in ("draft", "question", "intention", "posts", "language", "replies"):
        assert "ok" in lint(json.dumps({**GOOD, key: value}))
