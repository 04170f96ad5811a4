"""The door of a page for several: who signs in, how the cookie is kept, how one leaves."""

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from companion import settings
from companion.errors import BadSetting, StoreBusy, StoreDamaged
from companion.ui import serve
from companion.ui.claim import claimed
from companion.ui.patience import FREE
from companion.users import Users
from tests.page.shared import PASSWORD, Shared, serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    with serving(tmp_path_factory.mktemp("door") / "home", "Ana", "Béa") as shared:
        yield shared


def test_who_comes_is_asked(shared: Shared) -> None:
    """The page sends to a form that loads nothing, in the language of the browser or the one that is chosen."""
    nobody = shared.user().client
    form = nobody.get("", follow_redirects=True, headers={"accept-language": "en-CA,en;q=0.9,fr;q=0.5"})
    assert form.url.path == "/sign-in"
    assert '<html lang="en">' in form.text
    assert "Sign in" in form.text
    assert "gradio" not in form.text.lower()
    assert "form-action 'self'" in form.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in form.headers["content-security-policy"]
    assert form.headers["cache-control"] == "no-store"
    assert '<html lang="fr">' in nobody.get("sign-in", params={"language": "fr"}).text


def test_the_cookie(shared: Shared) -> None:
    """Chance and nothing else, out of reach of scripts and of other sites; another one at each signing in."""
    first, second = shared.user(), shared.user()
    kept = [each.sign_in("ana").headers["set-cookie"] for each in (first, second)]
    for cookie in kept:
        parts = {part.strip().lower().partition("=")[0] for part in cookie.split(";")}
        assert {"httponly", "samesite", "max-age", "path"} <= parts
        assert "samesite=strict" in cookie.lower()
        assert "secure" not in parts  # plain http, on this machine
    tokens = [cookie.split(";")[0].partition("=")[2] for cookie in kept]
    assert len(tokens[0]) >= 40
    assert tokens[0] != tokens[1]
    assert first.get("").status_code == 200
    assert first.get("sign-in").headers["location"] == "/"


def test_a_wrong_password_says_little(shared: Shared) -> None:
    """The same words, and about the same time, whether the name exists or not; the name stays, as text."""
    took, said = [], []
    for name in ("Béa", 'nobody"><script>x</script>'):
        visitor, start = shared.user(), time.perf_counter()
        answer = visitor.sign_in(name, "wrong wrong wrong")
        took.append(time.perf_counter() - start)
        said.append(answer.text)
        assert answer.status_code == 401
        assert "set-cookie" not in answer.headers
        assert "wrong wrong" not in answer.text
    assert "Béa" in said[0]
    told = [text.partition('role="alert"')[2].partition("</p>")[0] for text in said]
    assert told[0] == told[1] != ""
    assert "<script>x" not in said[1]
    assert min(took) > 0.05


def test_a_guesser_waits_and_the_user_does_not_elsewhere(shared: Shared) -> None:
    """After a few wrong ones that name waits here, even with the right one; somebody else signs in at once."""
    guesser = shared.user()
    answers = [guesser.sign_in("Guessed", f"wrong password {number}") for number in range(FREE + 1)]
    assert "secondes" in answers[-1].text or "seconds" in answers[-1].text
    assert shared.user().sign_in("Béa").status_code == 303


@pytest.mark.parametrize(
    "body",
    [b"", b"name=Ana", b"password=x", b"name=Ana&password=", b"\xff\xfe", b"name=" + b"a" * 5000, b"a=1&" * 100],
    ids=range(7),
)
def test_what_is_no_form_signs_nobody_in(shared: Shared, body: bytes) -> None:
    """400 and the form again."""
    answer = shared.user().client.post("sign-in", content=body)
    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {"origin": ""}])
def test_no_other_site_signs_anybody_in_or_out(shared: Shared, headers: dict[str, str]) -> None:
    """A form elsewhere could make somebody write in a stranger's home: only our own page's origin counts."""
    ana = shared.user("Ana")
    assert ana.sign_in("Béa", **headers).status_code == 403
    assert ana.client.post("sign-out", headers=headers).status_code == 403
    assert ana.get("").status_code == 200


def test_a_link_from_elsewhere_leads_in(shared: Shared) -> None:
    """The strict cookie does not come with the click, so the page asks for itself once more, and then it does."""
    nobody = shared.user().client
    followed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    again = nobody.get("", headers=followed)
    assert again.status_code == 200
    assert 'http-equiv="refresh" content="0; url=/"' in again.text
    assert nobody.get("sign-in", headers=followed).status_code == 200
    assert nobody.get("theme.css", headers=followed).status_code == 403
    assert nobody.post("sign-in", headers=followed | {"origin": shared.origin}).status_code == 403


def test_leaving(shared: Shared) -> None:
    """It is asked first; then the cookie is worth nothing, here and in a copy, and the browser is told to forget."""
    ana = shared.user("Ana")
    copied = dict(ana.client.cookies)
    assert "Ana" in ana.get("sign-out").text
    assert ana.get("").status_code == 200
    left = ana.client.post("sign-out")
    assert (left.status_code, left.headers["location"]) == (303, "/sign-in")
    assert "storage" in left.headers["clear-site-data"]
    assert not dict(ana.client.cookies)
    thief = shared.user().client
    thief.cookies.update(copied)
    assert thief.get("").status_code == 303


def test_a_new_password_shuts_every_browser_out(shared: Shared) -> None:
    """At once, without the page being started again; and so does a user who is removed and comes back."""
    users = Users(shared.home)
    users.add("Cléo", PASSWORD)
    cleo = shared.user("Cléo")
    assert cleo.get("").status_code == 200
    users.set_password("Cléo", "another horse battery")
    assert cleo.get("").status_code == 303
    assert cleo.sign_in("Cléo", "another horse battery").status_code == 303
    place = users.home(users.remove("Cléo"))
    assert cleo.get("").status_code == 303
    users.add("Cléo", PASSWORD)
    assert cleo.get("").status_code == 303
    assert users.home(users.called("Cléo")) != place


def test_the_home_of_who_was_removed_is_let_go(shared: Shared) -> None:
    """While the page is served on, so that it can be erased."""
    users = Users(shared.home)
    users.add("Dan", PASSWORD)
    dan = shared.user("Dan")
    assert dan.get("").status_code == 200
    place = users.home(users.called("Dan"))
    with pytest.raises(StoreBusy):
        claimed(place)
    users.remove("Dan")
    claimed(place, wait=20).release()


def test_health(shared: Shared) -> None:
    """Anybody who reaches the page may know that it answers, and nothing else; a spoofed name may not even that."""
    for client in (shared.user().client, shared.user("Ana").client):
        answer = client.get("health")
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert shared.user().client.get("health", headers={"host": "evil.example"}).status_code == 421


def test_a_spoofed_host_sees_no_form(shared: Shared) -> None:
    """Not even the door is shown under a name that is not the page's."""
    nobody = shared.user().client
    for host in ("evil.example", "127.0.0.1.evil.example", "127.0.0.1:1"):
        answer = nobody.get("sign-in", headers={"host": host})
        assert answer.status_code == 421
        assert "<form" not in answer.text


def test_a_socket_of_the_web_is_closed(shared: Shared) -> None:
    """Nothing of the page speaks that way."""
    answer = shared.user("Ana").client.get(
        "gradio_api/queue/join",
        headers={"connection": "Upgrade", "upgrade": "websocket", "sec-websocket-version": "13"}
        | {"sec-websocket-key": "x" * 22 + "=="},
    )
    assert answer.status_code >= 400


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., httpx.Client]]:
    """Serve under a public name and a prefix; return what makes a client that speaks as the proxy does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home, clients = tmp_path_factory.mktemp("proxied") / "home", []

    def client(address: str = "10.1.1.1", **headers: str) -> httpx.Client:
        said = {"host": "words.example.org", "origin": "https://words.example.org", "x-forwarded-for": address}
        clients.append(httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=said | headers, timeout=30))
        return clients[-1]

    with serving(
        home, "Ana", port=port, public=["words.example.org"], root_path="/companion", proxy="127.0.0.1"
    ) as shared:
        assert shared.address == "https://words.example.org/companion/"
        yield client
        for each in clients:
            each.close()


SIGNING = {"name": "Ana", "password": PASSWORD}


def test_behind_a_proxy(proxied: Callable[..., httpx.Client]) -> None:
    """Under its public name and prefix: a cookie for https and for that prefix, and a page that knows where it is."""
    ana = proxied()
    assert ana.get("/companion").headers["location"] == "/companion/"
    assert ana.get("/companion/").headers["location"] == "/companion/sign-in"
    signed = ana.post("/companion/sign-in", data=SIGNING)
    assert signed.headers["location"] == "/companion/"
    cookie = signed.headers["set-cookie"]
    assert "; Secure" in cookie
    assert "Path=/companion" in cookie
    bearing = {"cookie": cookie.split(";")[0]}
    for path in ("/companion/", "/"):  # a proxy may take the prefix away
        page = ana.get(path, headers=bearing).text
        assert '"root":"https://words.example.org/companion"' in page
    assert ana.get("/companion/theme.css", headers=bearing).status_code == 200
    assert ana.get("/companion/gradio_api/info", headers=bearing).status_code == 404


def test_what_a_stranger_says_of_the_way_is_not_believed(proxied: Callable[..., httpx.Client]) -> None:
    """No header makes the page think that it is somewhere else, or that it is asked from somewhere else."""
    ana = proxied(
        **{"x-forwarded-host": "evil.example", "x-forwarded-proto": "http", "x-gradio-server": "http://evil.example"}
    )
    signed = ana.post("/companion/sign-in", data=SIGNING)
    assert "; Secure" in signed.headers["set-cookie"]
    page = ana.get("/companion/", headers={"cookie": signed.headers["set-cookie"].split(";")[0]}).text
    assert '"root":"https://words.example.org/companion"' in page
    assert "evil.example" not in page
    for origin in ("http://words.example.org", "https://words.example.org:8443", "https://evil.example"):
        assert proxied(origin=origin).post("/companion/sign-in", data=SIGNING).status_code == 403
    assert proxied(host="evil.example", origin="https://evil.example").get("/companion/").status_code == 421


def test_who_waits_is_told_apart_behind_a_proxy(proxied: Callable[..., httpx.Client]) -> None:
    """The proxy that was named says who asks: one guesser does not keep everybody behind it waiting."""
    wrong = SIGNING | {"password": "wrong password"}
    guesser = proxied("10.9.9.9")
    said = [guesser.post("/companion/sign-in", data=wrong).text for _ in range(FREE + 1)]
    assert "secondes" in said[-1]
    assert "secondes" in guesser.post("/companion/sign-in", data=SIGNING).text
    assert proxied("10.9.9.8").post("/companion/sign-in", data=SIGNING).status_code == 303


def test_without_a_proxy_nobody_speaks_for_others(shared: Shared) -> None:
    """A guesser who claims another address at each try waits all the same."""
    guesser = shared.user()
    said = [
        guesser.sign_in("Claimed", "wrong password", **{"x-forwarded-for": f"10.0.0.{number}"}).text
        for number in range(FREE + 1)
    ]
    assert "seconds" in said[-1] or "secondes" in said[-1]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.10", "::"])
def test_off_this_machine_somebody_must_be_known(host: str, tmp_path: Path) -> None:
    """Without users nothing is opened, with or without a public name."""
    for public in ((), ("words.example.org",)):
        with pytest.raises(BadSetting):
            serve(settings.load(tmp_path / "none"), host=host, port=0, public=public)
    with pytest.raises(BadSetting):
        serve(settings.load(tmp_path / "none"), port=0, public=("words.example.org",))
    assert not (tmp_path / "none").exists()


def test_a_broken_list_of_users_serves_nobody(tmp_path: Path) -> None:
    """It must not be taken for no list."""
    (tmp_path / "users.json").write_text("", "utf-8")
    with pytest.raises(StoreDamaged):
        serve(settings.load(tmp_path), port=0)
