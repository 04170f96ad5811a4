"""Our grammar of an answer: what counts is what closed, however it comes."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.model.answer import MOST, Answer

QUESTIONS = [{"text": 'Who {says} "no" \\ [ever]?', "segment": 1}, {"text": "Où vas-tu ?", "segment": 2}]
WHOLE = json.dumps({"questions": QUESTIONS}, ensure_ascii=False)


def read(text: str, size: int = 1) -> Answer:
    answer = Answer()
    for start in range(0, len(text), size):
        answer.feed(text[start : start + size])
    return answer


@pytest.mark.parametrize("size", [1, 2, 7, 10_000])
def test_pieces_of_any_size_give_the_same(size: int) -> None:
    """How a server cuts its stream changes nothing: brackets and quotes inside strings are text."""
    answer = read(WHOLE, size)
    assert answer.entries == QUESTIONS
    assert answer.complete


def test_an_entry_is_given_as_soon_as_it_closes_and_once() -> None:
    """The first question is shown while the second is still being written."""
    answer = Answer()
    given_at = [(at, entry) for at, character in enumerate(WHOLE) for entry in answer.feed(character)]
    assert [entry for _, entry in given_at] == QUESTIONS
    assert given_at[0][0] == WHOLE.index("}, {")


def test_entries_are_kept_though_nobody_reads_what_feed_gives() -> None:
    """What a piece closes is kept whether or not the caller looks at it at once."""
    answer = Answer()
    answer.feed(WHOLE)
    assert answer.entries == QUESTIONS
    assert answer.complete


@given(st.integers(min_value=0, max_value=len(WHOLE) - 1))
def test_a_truncated_answer_is_never_complete(at: int) -> None:
    """Wherever the line goes dead, nothing half written counts, and the whole is not called whole."""
    answer = read(WHOLE[:at], 3)
    assert not answer.complete
    assert answer.entries == QUESTIONS[: len(answer.entries)]


@pytest.mark.parametrize(
    "around", ["```json\n{}\n```", "Sure! Here you are:\n{} Anything else?", 'He said "so: {}"', "{} {}"]
)
def test_what_stands_around_an_answer_is_passed(around: str) -> None:
    """A fence, a greeting or a second answer does not spoil the first."""
    answer = read(around.replace("{}", WHOLE))
    assert answer.entries == QUESTIONS
    assert answer.complete


@pytest.mark.parametrize("before", ["In the form {answer}: ", "{} ", '{"note": {"a": 1}} '])
def test_an_object_without_a_list_is_no_answer(before: str) -> None:
    """Braces in a model's chatter are not the answer: it is looked for further on."""
    assert not read(before).complete
    assert read(before + WHOLE).entries == QUESTIONS


def test_only_the_first_list_of_objects_is_read() -> None:
    """A second list beside the questions is nothing that was asked for."""
    text = json.dumps(
        {"tags": ["a"], "questions": QUESTIONS, "drafts": [{"text": "A better version"}], "n": {"x": [{}]}}
    )
    answer = read(text)
    assert answer.entries == QUESTIONS
    assert answer.complete


def test_an_empty_list_is_a_whole_answer_without_entries() -> None:
    """A model may have nothing to ask."""
    answer = read('{"questions": []}')
    assert answer.complete
    assert answer.entries == []


@pytest.mark.parametrize(
    "text",
    ["", "no", "[1, 2]", '[{"text": "a"}]', "{'questions': [{'text': 'a'}]}", '{"questions": "none"}',
     '{"questions": [}', '{"questions": [{"text": "a"]', "}{][", '"{', "<!doctype html><html><body>{</body>"],
)  # fmt: skip
def test_what_is_no_answer_has_no_entries(text: str) -> None:
    """Prose, a web page, single quotes, a bare list: none is what was asked for."""
    answer = read(text)
    assert answer.entries == []
    assert not answer.complete


@pytest.mark.parametrize(
    "bad", ['{"a": NaN}', '{"a": -Infinity}', "{a: 1}", '{"a": 01}', '{"a": "\n"}', f'{{"a": {"9" * 5000}}}']
)
def test_an_entry_that_is_no_json_is_passed_and_costs_itself_alone(bad: str) -> None:
    """One entry that cannot be read does not take its neighbours with it, but the whole is not called whole."""
    answer = read(f'{{"questions": [{bad}, {json.dumps(QUESTIONS[0])}]}}')
    assert answer.entries == [QUESTIONS[0]]
    assert not answer.complete


def test_more_entries_than_were_asked_for_are_dropped_and_the_end_is_still_seen() -> None:
    """An endless list is cut at our limit; one that ends is complete all the same."""
    many = [{"text": str(number)} for number in range(MOST + 5)]
    whole = json.dumps({"questions": many})
    assert read(whole).entries == many[:MOST]
    assert read(whole).complete
    assert read(json.dumps({"questions": many[:MOST]})).complete
    assert not read(whole[:-1]).complete


@pytest.mark.parametrize("tag", ["think", "thinking", "thought", "reasoning", "analysis", "THINK"])
@pytest.mark.parametrize("size", [1, 5, 10_000])
def test_reasoning_is_never_parsed_nor_kept(tag: str, size: int) -> None:
    """What a model says to itself is no answer, though it has the form of one."""
    secret = WHOLE.replace("Who", "LEAK")
    answer = read(f"<{tag}>{secret}</{tag.lower()}>{WHOLE}", size)
    assert answer.entries == QUESTIONS
    assert "LEAK" not in answer.text


@pytest.mark.parametrize("size", [1, 5, 10_000])
def test_reasoning_that_never_closes_hides_all_that_follows(size: int) -> None:
    """Where it cannot be told what is said, nothing is."""
    answer = read(f"<think>LEAK {WHOLE}", size)
    assert answer.entries == []
    assert answer.text == ""
    assert not answer.complete


def test_deep_nesting_is_no_answer_and_no_crash() -> None:
    """A server that nests as deep as our cap allows breaks nothing."""
    answer = read('{"questions": [' + '{"a":' * 3000 + "1" + "}" * 3000 + "]}", 500)
    assert all(isinstance(entry, dict) for entry in answer.entries)


def test_a_lone_surrogate_is_read_as_what_it_is() -> None:
    """An escape that is half a character does not stop the reading; the guard looks at it later."""
    assert read('{"q": [{"text": "\\ud83d"}]}').entries == [{"text": "\ud83d"}]


@given(st.text(alphabet='{}[]",:\\ ae<>/think1', max_size=200), st.integers(min_value=1, max_value=9))
def test_any_text_is_read_without_an_error_and_alike_in_any_pieces(text: str, size: int) -> None:
    """Whatever comes, it is read the same in one piece and in many."""
    one, many = read(text, 1000), read(text, size)
    assert (one.entries, one.complete) == (many.entries, many.complete)


def test_sixteen_kilobytes_of_brackets_in_strings_are_read_in_no_time() -> None:
    """Reading is linear: a server cannot keep us busy with an answer that never closes."""
    began = time.monotonic()
    read('{"q": [{"text": "' + "}" * 16_000)
    assert time.monotonic() - began < 2
