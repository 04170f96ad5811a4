"""Where the page listens and what it answers to."""

import pytest

from companion.errors import BadSetting
from companion.ui.address import Address


def test_this_machines_own_names() -> None:
    """On loopback: its three names, with the port, and nothing else."""
    address = Address().checked("fr")
    assert address.own
    assert address.origins(7860) == {
        "127.0.0.1:7860": "http://127.0.0.1:7860",
        "localhost:7860": "http://localhost:7860",
        "[::1]:7860": "http://[::1]:7860",
    }
    assert address.origins(80)["localhost"] == "http://localhost"
    assert address.shown(7860) == "http://127.0.0.1:7860/"


def test_a_name_that_is_told() -> None:
    """A name is https unless said otherwise, as a browser writes it; the address that is shown holds the prefix."""
    address = Address(public=("Words.Example.org", "http://10.0.0.5:8080/"), root_path="/companion/").checked("en")
    assert not address.own
    origins = address.origins(7860)
    assert origins["words.example.org"] == "https://words.example.org"
    assert origins["10.0.0.5:8080"] == "http://10.0.0.5:8080"
    assert address.root_path == "/companion"
    assert (
        Address(public=("words.example.org",), root_path="/c").checked("en").shown(1) == "https://words.example.org/c/"
    )


def test_an_address_of_this_machine_answers_to_itself() -> None:
    """No name has to be told for an address: a browser that writes it means it."""
    assert Address("192.168.1.10").checked("fr").origins(7860)["192.168.1.10:7860"] == "http://192.168.1.10:7860"
    assert Address("fd00::1").checked("fr").origins(7860)["[fd00::1]:7860"] == "http://[fd00::1]:7860"
    assert Address("fd00::1").checked("fr").shown(7860) == "http://[fd00::1]:7860/"


@pytest.mark.parametrize(
    "address",
    [
        Address("example.com"),
        Address(""),
        Address("127.0.0.1/8"),
        Address("0.0.0.0"),
        Address("::"),
        Address(public=("*",)),
        Address(public=("",)),
        Address(public=("ftp://a",)),
        Address(public=("a/b",)),
        Address(public=("a@b",)),
        Address(public=("a, b",)),
        Address(root_path="companion"),
        Address(root_path="/a/../b"),
        Address(root_path='/a"><script>'),
        Address(root_path="//evil.example"),
        Address(proxy="proxy.example.org"),
        Address(proxy="*"),
    ],
)
def test_what_is_no_address_is_refused(address: Address) -> None:
    """No pattern, no path that leads elsewhere; every name at once needs one that is told."""
    with pytest.raises(BadSetting):
        address.checked("en")
