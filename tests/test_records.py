"""Records: frozen, documented, and joined as a stream joins them."""

import ast
import inspect
import itertools
from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import get_args

import pytest

from companion import records
from companion.records import WAYS_OUT, Draft, Reply, Signal, WayOut

RECORDS = [value for value in vars(records).values() if is_dataclass(value)]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_each_field_of_a_record_says_what_it_is(record: type) -> None:
    """Every field has a line under it, every record one sentence of its own."""
    tree = ast.parse(inspect.getsource(inspect.getmodule(record)))  # type: ignore[arg-type]
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == record.__name__)
    said = [
        one.target.id  # type: ignore[union-attr]
        for one, other in itertools.pairwise(body)
        if isinstance(one, ast.AnnAssign) and isinstance(other, ast.Expr) and isinstance(other.value, ast.Constant)
    ]
    assert said == [field.name for field in fields(record)]
    assert (record.__doc__ or "").strip().endswith(".")


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_a_record_is_frozen(record: type) -> None:
    """What flows is never changed in place."""
    assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]


def test_a_later_snapshot_takes_the_place_of_an_earlier() -> None:
    """Adding snapshots, as langchain-core does, gives the last."""
    one, two = (Reply("r", "s", None, "fr", "tu", said=(text,)) for text in ("un", "deux"))
    assert one + two == two
    with pytest.raises(FrozenInstanceError):
        one.id = "x"  # type: ignore[misc]


def test_the_strength_of_a_signal_is_asked_by_name() -> None:
    """A draft knows how strongly something shows, 0 where it does not."""
    draft = Draft("x", "fr", "fr", "tu", signals=(Signal("anger", 0.5), Signal("anger", 0.7), Signal("hype", 0.1)))
    assert (draft.strength("anger"), draft.strength("hype"), draft.strength("grief")) == (0.7, 0.1, 0.0)


def test_there_are_three_ways_out() -> None:
    """Post it, keep it, not today: each a full outcome, in that order."""
    assert get_args(WayOut) == WAYS_OUT == ("post", "keep", "not-today")
