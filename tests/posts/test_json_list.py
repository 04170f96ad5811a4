"""companion.posts.json_list: a list read item by item, whatever stands around it."""

import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.errors import DamagedExport, TooDeep
from companion.posts import folder, json_list
from companion.posts.member import Member

TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


def member(place: Path, content: str) -> Member:
    path = place / "a.json"
    path.write_text(content, encoding="utf-8")
    return folder.lone(path)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("json")


@given(st.lists(TREES, max_size=6), TREES, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_the_same_as_all_at_once(place: Path, found: list[object], beside: object, indent, ascii_: bool) -> None:
    """Item by item or whole, in a list, under a key or after a name, it is the same JSON."""
    written = json.dumps({"x": beside, "Un": {"y": beside, "DEUX": found}}, indent=indent, ensure_ascii=ascii_)
    assert list(json_list.items(member(place, written), ("un", "deux"))) == found
    alone = json.dumps(found, indent=indent)
    assert list(json_list.items(member(place, alone))) == found
    assert list(json_list.items(member(place, f"window.YTD.x.part0 = {alone};"))) == found
    assert json_list.whole(member(place, alone)) == found


@pytest.mark.parametrize("size", [1, 7, 64])
def test_wherever_the_reading_stops(place: Path, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A number, a word or a character cut by the end of what was read is whole."""
    monkeypatch.setattr(json_list, "_FIRST", size)
    found = [1234567, 1.5e10, True, None, 'é\\"😀' * 9, {"a": [1, {"b": "]}"}]}, [], {}]
    written = json.dumps({"before": found, "here": found, "after": {"here": found}}, ensure_ascii=False)
    assert list(json_list.items(member(place, written), ("here",))) == found


def test_first_list_and_several(place: Path) -> None:
    """Without a path the first list of an object counts; with several, each tells where it is."""
    held = member(place, '{"n": {"a": [9]}, "A": [1, 2], "b": [3], "c": {"d": [4]}}')
    assert list(json_list.items(held)) == [1, 2]
    assert list(json_list.located(held, ("b",), ("C", "D"))) == [(("b",), 3), (("c", "d"), 4)]
    assert list(json_list.items(held, ("e",))) == []


@pytest.mark.parametrize(
    "content",
    ["", "[", "[1", "[1,", "[1 2]", "[1]]", "[NaN]", "[Infinity]", '{"a": [1}', '{"a": 1, "b": ["]}', "[1]x", "x = [1]",
     "{1: 2}", '{"a" [1]}', '["\\x"]', '{"a": {"b": [}'],
)  # fmt: skip
def test_what_is_no_json(place: Path, content: str) -> None:
    """It is refused, and nothing is made of it."""
    held = member(place, content)
    if content == "x = [1]":
        assert list(json_list.items(held)) == [1]
        return
    with pytest.raises(DamagedExport):
        list(json_list.items(held))


def test_levels(place: Path) -> None:
    """A hundred are read, one more is refused, and so are so many that a parser breaks."""
    assert len(list(json_list.items(member(place, "[" * 101 + "]" * 101)))) == 1
    for depth in (102, 5_000, 100_000):
        with pytest.raises(TooDeep):
            list(json_list.items(member(place, "[" * depth + "]" * depth)))
        with pytest.raises(TooDeep):
            json_list.whole(member(place, "[" * depth + "]" * depth))
    deep = '{"other": ' + "[" * 100_000 + "]" * 100_000 + ', "here": [1]}'
    assert list(json_list.items(member(place, deep), ("here",))) == [1]


def test_memory_is_flat(place: Path) -> None:
    """A long list takes no more than a short one, read or passed over."""

    def peak(many: int) -> int:
        items = ",".join(f'{{"text": "Je suis la ligne {number} de plusieurs"}}' for number in range(many))
        held = member(place, f'{{"a": [{items}], "b": [{items}]}}')
        tracemalloc.start()
        assert sum(1 for _ in json_list.items(held, ("b",))) == many
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(30_000) < peak(3_000) + 1_000_000
