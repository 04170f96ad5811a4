"""One clock for a turn: what each silence may cost, and that the author can end it."""

import threading
import time

import pytest

from companion.errors import ModelStopped, ModelTimeout
from companion.model.deadline import Deadline


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def deadline(clock: Clock) -> Deadline:
    return Deadline(first=10, loading=120, idle=20, whole=90, clock=clock)


def refused(deadline: Deadline) -> dict[str, object]:
    with pytest.raises(ModelTimeout) as raised:
        deadline.left()
    return raised.value.details


def test_the_clock_is_monotonic_and_its_limits_are_the_documented_ones() -> None:
    """A machine whose date jumps neither ends a turn nor prolongs it; 10, 120, 20 and 90 seconds are a promise."""
    assert Deadline.__init__.__kwdefaults__ == {
        "first": 10.0, "loading": 120.0, "idle": 20.0, "whole": 90.0, "clock": time.monotonic,
    }  # fmt: skip


def test_a_server_has_so_long_to_begin(deadline: Deadline, clock: Clock) -> None:
    """Ten seconds after the question, a server that said nothing is too slow."""
    deadline.asked()
    deadline.sent()
    clock.now += 9
    assert deadline.left() == 1
    clock.now += 1
    assert refused(deadline) == {"what": "first", "seconds": 10}


def test_our_own_time_before_the_question_goes_out_is_not_the_server_s(deadline: Deadline, clock: Clock) -> None:
    """What it takes us to import a library does not count as the server's silence; for ever is still too long."""
    deadline.asked()
    clock.now += 19
    assert deadline.left() == 101
    deadline.sent()
    assert deadline.left() == 10


def test_a_server_that_loads_has_longer_for_that_call_alone(deadline: Deadline, clock: Clock) -> None:
    """Loading earns two minutes, and the next call ten seconds again."""
    deadline.asked()
    deadline.loads()
    clock.now += 100
    assert deadline.left() == 20
    deadline.asked()
    deadline.sent()
    clock.now += 10
    assert refused(deadline)["what"] == "first"


def test_silence_in_the_middle_is_measured_from_what_was_last_heard(deadline: Deadline, clock: Clock) -> None:
    """Twenty seconds between two pieces, however many there were."""
    deadline.asked()
    for _ in range(3):
        clock.now += 9
        deadline.heard()
    clock.now += 20
    assert refused(deadline) == {"what": "idle", "seconds": 20}


def test_the_whole_turn_is_measured_from_its_first_byte_over_all_its_calls(deadline: Deadline, clock: Clock) -> None:
    """A second call does not start the ninety seconds anew, and the wait before the first byte does not count."""
    deadline.asked()
    clock.now += 9
    for _ in range(8):
        deadline.heard()
        clock.now += 10
    deadline.asked()
    assert deadline.left() == 10
    clock.now += 5
    deadline.heard()
    clock.now += 5
    assert refused(deadline) == {"what": "whole", "seconds": 90}


def test_waiting_as_the_server_wished_is_not_its_silence(deadline: Deadline, clock: Clock) -> None:
    """A server that asked for ten seconds gets them, though ten is all it had to begin."""
    deadline.asked()
    clock.now += 1
    deadline.answered()
    clock.now += 10
    assert deadline.left() > 0
    deadline.asked()
    deadline.sent()
    assert deadline.left() == 10


def test_the_turn_still_ends_while_it_waits(deadline: Deadline, clock: Clock) -> None:
    """No server can wish itself past the end of the turn."""
    deadline.asked()
    deadline.heard()
    deadline.answered()
    clock.now += 90
    assert refused(deadline)["what"] == "whole"


def test_before_anything_is_asked_there_is_time(deadline: Deadline, clock: Clock) -> None:
    """A turn whose planning takes long has not waited for a model."""
    clock.now += 1000
    assert deadline.left() == 90


def test_stopped_is_stopped_from_any_thread(deadline: Deadline) -> None:
    """Once the author stops the turn, whoever looks at the clock hears so, for good."""
    deadline.asked()
    threading.Thread(target=deadline.stop).start()
    while not deadline.stopped:
        time.sleep(0.001)
    with pytest.raises(ModelStopped):
        deadline.left()


def test_a_pause_ends_at_once_when_the_author_stops() -> None:
    """Nobody waits for a Retry-After that they no longer want."""
    deadline = Deadline()
    threading.Timer(0.05, deadline.stop).start()
    began = time.monotonic()
    with pytest.raises(ModelStopped):
        deadline.pause(8)
    assert time.monotonic() - began < 2


def test_a_pause_is_no_longer_than_what_the_turn_has_left() -> None:
    """A pause that outlasts the turn ends with it, as its time-out."""
    deadline = Deadline(whole=0.1)
    deadline.heard()
    began = time.monotonic()
    with pytest.raises(ModelTimeout):
        deadline.pause(8)
    assert time.monotonic() - began < 2


def test_one_part_of_a_turn_may_get_less_than_the_whole(deadline: Deadline, clock: Clock) -> None:
    """Choosing has twenty seconds of the ninety, whatever it waits for; what comes after has the rest."""
    deadline.within(20)
    deadline.asked()
    deadline.loads()
    clock.now += 19
    assert deadline.left() == 1
    clock.now += 1
    assert refused(deadline) == {"what": "share", "seconds": 20}
    deadline.within(None)
    assert deadline.left() == 100
