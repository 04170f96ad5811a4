"""Address: where the page listens, and under which names it is reached."""

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from companion import words
from companion.errors import BadSetting
from companion.records import Language

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PUBLIC = re.compile(r"(?:(?P<scheme>https?)://)?(?P<host>(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?)/?", re.ASCII)
_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)*/?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen, and what to answer to."""

    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int = 7860
    """Port to listen on; 0 for any that is free."""
    public: tuple[str, ...] = field(default=())
    """Names under which others reach it, as a browser writes them: `words.example.org`, https where nothing is said."""
    root_path: str = ""
    """What a proxy puts before every path."""
    proxy: str | None = None
    """Address of the proxy that says for whom it asks; anybody else is not believed."""

    @property
    def own(self) -> bool:
        """Whether only this machine reaches it."""
        return self.host in LOOPBACK and not self.public

    def checked(self, language: Language) -> "Address":
        """Return the address as it is used. Raises BadSetting."""
        root = self.root_path.rstrip("/")
        if not _PREFIX.fullmatch(self.root_path) or ".." in root:
            raise _bad("--root-path", self.root_path, "/companion")
        if self.host not in LOOPBACK and not _literal(self.host):
            raise _bad("--host", self.host, words.say(language, "door.hosts"))
        if self.host not in LOOPBACK and ipaddress.ip_address(self.host).is_unspecified and not self.public:
            raise _bad("--host", self.host, words.say(language, "door.public-host"))
        for name in self.public:
            if not _PUBLIC.fullmatch(name.lower()):
                raise _bad("--public-host", name, "words.example.org, http://192.168.1.10:7860")
        if self.proxy is not None and not _literal(self.proxy):
            raise _bad("--proxy", self.proxy, "127.0.0.1, 10.0.0.2")
        return Address(self.host, self.port, tuple(name.lower() for name in self.public), root, self.proxy)

    def origins(self, port: int) -> dict[str, str]:
        """Return each Host that a browser may send and the origin of its page; `port` is the one that was got."""
        return dict(self._origins(port))

    def _origins(self, port: int) -> Iterator[tuple[str, str]]:
        names = ["127.0.0.1", "localhost", "[::1]"]
        if self.host not in LOOPBACK and not ipaddress.ip_address(self.host).is_unspecified:
            names.append(f"[{self.host}]" if ":" in self.host else self.host)
        for name in names:
            yield f"{name}:{port}", f"http://{name}:{port}"
            if port == 80:
                yield name, f"http://{name}"
        for name in self.public:
            if found := _PUBLIC.fullmatch(name):
                yield found["host"], f"{found['scheme'] or 'https'}://{found['host']}"

    def shown(self, port: int) -> str:
        """Return where a browser goes, for the one who started it."""
        *_, last = self.origins(port).values()
        return f"{last if self.public else f'http://{self._spelled()}:{port}'}{self.root_path}/"

    def _spelled(self) -> str:
        name = "127.0.0.1" if self.host in {"localhost", "0.0.0.0"} else self.host  # noqa: S104  only spelled
        return f"[{name}]" if ":" in name else name


def _literal(address: str) -> bool:
    try:
        ipaddress.ip_address(address)
    except ValueError:
        return False
    return True


def _bad(name: str, value: str, allowed: str) -> BadSetting:
    return BadSetting(name=name, value=value[:60], allowed=allowed)
