"""A page served by a process of its own, and a real browser that may reach nothing else."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Route, expect, sync_playwright

expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong
CHROMIUM = Path(os.environ.get("COMPANION_CHROMIUM", "/usr/bin/chromium"))
TABS = ("#draft", "#talk .talk", "#history .versions", "#posts .library", "#journal .journal", "#model-list .models")
"""What each tab of the page shows, in their order."""
DRAFT, CLARIFY, INTENTION, POSTS, JOURNAL, MODEL = range(6)
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SERVE = "from companion import settings; from companion.ui import serve; serve(settings.load(), port=PORT)"


@dataclass
class Served:
    """A page that is being served."""

    address: str
    """Where, with its slash."""
    home: Path
    """Whose."""
    process: subprocess.Popen[str]
    """By whom."""

    def stop(self) -> str:
        """Stop it as a service manager would; return all it wrote."""
        self.process.terminate()
        out, err = self.process.communicate(timeout=90)
        return out + err


@dataclass
class Visit:
    """A browser on the page, and what it did that it should not have."""

    page: Page
    """The browser's tab."""
    served: Served
    """What it looks at."""
    strayed: list[str] = field(default_factory=list)
    """Requests to another origin, errors of scripts, refusals of the policy."""

    def ask(self, draft: str) -> None:
        """Type a draft and ask for questions."""
        self.page.fill("#draft textarea", draft)
        self.press()

    def press(self) -> None:
        """Ask for questions, and see those that were there go."""
        box = self.page.locator("#reply .answer textarea").first
        before = box.get_attribute("id") if box.count() else None
        self.page.click("#ask")
        if before:
            self.page.wait_for_selector(f"[id='{before}']", state="detached")

    def settled(self) -> None:
        """Wait until the page is there, with what lies on the desk."""
        self.page.wait_for_selector("#draft textarea")
        self.page.wait_for_selector("body[data-desk=ready]")

    def again(self) -> None:
        """Open the page anew, once what it was doing is done: a stream that is cut short is an error to Gradio."""
        self.tab(INTENTION)
        self.page.wait_for_timeout(300)
        self.page.reload()
        self.settled()

    def tab(self, number: int) -> None:
        """Open a tab, counted from 0, and wait for what it holds."""
        self.page.get_by_role("tab").nth(number).click()
        self.page.wait_for_selector(TABS[number])


def start(home: Path, *, port: int = 0) -> Served:
    """Serve the page of `home`, on a free port unless one is given."""
    around = {**os.environ, "COMPANION_HOME": str(home), "LANG": "fr_CA.UTF-8", "PYTHONPATH": str(Path.cwd())}
    around = {name: value for name, value in around.items() if name not in {"LC_ALL", "LC_MESSAGES"}}
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE.replace("PORT", str(port))],
        env=around,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    found = [word for word in said.split() if word.startswith("http://")]
    if not found:
        process.kill()
        pytest.fail(f"the page was not served: {said}{process.communicate()[1]}")
    return Served(found[0], home, process)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; a machine without one fails, for these tests say what an author sees."""
    assert CHROMIUM.is_file(), f"no Chromium at {CHROMIUM}: install it, or set COMPANION_CHROMIUM to its path"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve one page for the tests of a module; stopping it leaves no upload, and its log is empty."""
    served = start(tmp_path_factory.mktemp("page") / "home")
    yield served
    said = served.stop()
    assert said == "", said
    assert not (served.home / "uploads").exists()


@pytest.fixture
def visit(browser: Browser, served: Served) -> Iterator[Visit]:
    """Open the page; fail if the browser asked another origin for anything, or a script or the policy complained."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-CA")
    page = context.new_page()
    visit = Visit(page, served)

    def route(route: Route, request: Request) -> None:
        if request.url.startswith(served.address):
            route.continue_()
        else:
            visit.strayed.append(request.url)
            route.abort()

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            visit.strayed.append(message.text)

    context.route("**/*", route)
    page.on("console", heard)
    page.on("pageerror", lambda error: visit.strayed.append(str(error)))
    empty = {"draft": "", "suspicion": "", "session": "", "typed": []}
    cleared = context.request.post(  # what the test before this one left on the desk
        f"{served.address}desk", data=empty, headers={"origin": served.address.rstrip("/")}
    )
    assert cleared.ok
    page.goto(served.address)
    visit.settled()
    yield visit
    strayed = list(visit.strayed)
    context.close()
    assert strayed == []
