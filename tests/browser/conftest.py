"""A real Chromium against the application served on loopback; axe-core on every page."""

import re
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request
from werkzeug.serving import WSGIRequestHandler, make_server

from backoffice.demo import DEMO_NAMES, DEMO_PASSWORD
from backoffice.rules.vocabulary.people import Role
from tests.conftest import app_at

AXE = (Path(__file__).parent / "vendor" / "axe-core-4.14.1.min.js").read_text()
RUN_AXE = """async () => {
  const found = await axe.run(document, {runOnly: [
    'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']});
  return found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(' | '));
}"""
# The shell draws no window around the page and is nearly twice as quick.
CHROMIUM = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
LAUNCH = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Chromium tells of every refused request, also of one the test makes on purpose.
REFUSED = re.compile(r"Failed to load resource: .* status of 4\d\d")


class QuietHandler(WSGIRequestHandler):
    """Serves without a line per request; does not wait long for a browser that says nothing."""

    timeout = 5

    def log_request(self, *_: object) -> None:
        """Say nothing."""


def answering_whole(app: WSGIApplication) -> WSGIApplication:
    """The application, each answer collected and closed before a byte of it is sent.

    A browser that goes on to the next page drops the connection of what it no longer wants, a
    picture say. The server of werkzeug, used by tests alone, then leaves the answer unclosed:
    an open file, found by the collector in the midst of whichever test runs by then.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        pieces = app(environ, start_response)
        try:
            return [b"".join(pieces)]
        finally:
            if close := getattr(pieces, "close", None):
                close()

    return answer


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """The Chromium of the machine, with nothing that talks to the outside."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert path, "Chromium is missing; make test fetches it"
    return {"executable_path": path, "headless": True, "args": LAUNCH}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, object]:
    """A browser in Astana."""
    return {
        "locale": "kk-KZ",
        "timezone_id": "Asia/Almaty",
        "viewport": {"width": 1440, "height": 900},
    }


@pytest.fixture
def served(installation: Path) -> Iterator[str]:
    """The address of the application, served by threads for one test."""
    app = answering_whole(app_at(installation))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    server.daemon_threads = False  # so that closing waits for the threads and what they hold open
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class Desk:
    """One member of staff at one browser window."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.language = ""
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        """Errors and warnings; what the content policy refuses is an error too."""
        if message.type in ("error", "warning") and not REFUSED.match(message.text):
            self.complaints.append(message.text)

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self.address, "blob:")):
            self.complaints.append(f"asked {request.url}")

    def open(self, path: str) -> None:
        """Go to a page."""
        self.page.goto(self.address + path)

    def sign_in(self, role: str, language: str = "kk") -> None:
        """Sign in as a member of the cast and choose the language."""
        self.language = language
        self.open("/sign-in")
        self.page.fill("[name=username]", DEMO_NAMES[Role(role)][0])
        self.page.fill("[name=password]", DEMO_PASSWORD)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_selector(".menu.who")
        self.page.click(f"button[name=language][value={language}] >> nth=0")
        self.page.wait_for_selector(f"html[lang={language}]")
        self.page.wait_for_load_state()  # a key pressed before the script has come is lost

    def check_accessibility(self) -> None:
        """axe-core finds nothing on the present page."""
        self.page.evaluate(AXE)
        violations = self.page.evaluate(RUN_AXE)
        assert not violations, f"{self.page.url}: {violations}"


@pytest.fixture
def desk_of(
    browser: Browser, browser_context_args: dict[str, object], served: str
) -> Iterator[Callable[..., Desk]]:
    """Opens a window for a role; `script=False` is a browser that runs none.

    At the end no window may have complained or asked another host.
    """
    contexts, desks = [], []

    def open_desk(role: str = "", *, language: str = "kk", script: bool = True) -> Desk:
        context = browser.new_context(**{**browser_context_args, "java_script_enabled": script})
        contexts.append(context)
        desk = Desk(context.new_page(), served)
        desks.append(desk)
        if role:
            desk.sign_in(role, language)
        return desk

    yield open_desk
    for context in contexts:
        context.close()
    assert not [complaint for desk in desks for complaint in desk.complaints]
