"""Takes the pictures of the documentation from a fresh demonstration: make screenshots."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from backoffice import create_app
from backoffice.demo import DEMO_NAMES, DEMO_PASSWORD, load_demo
from backoffice.installation import install
from backoffice.rules.vocabulary.exports import Format
from backoffice.rules.vocabulary.people import Role
from tools.palette import with_palette

TARGET = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
MOST_BYTES = 150_000
SIZE = ViewportSize(width=1440, height=900)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PRINTED, SHARP = 2, 1.6  # pages of the file, and how large
PICTURES = {
    "board": (Role.SENIOR_OPERATOR, "/board"),
    "case": (Role.SENIOR_OPERATOR, "/appeals/109-2026-0000007"),
    "disclosure": (Role.SENIOR_OPERATOR, "/appeals/109-2026-0000013/disclose"),
    "report": (Role.MANAGER, "/reports/disclosures?period=year"),
    "overview": (Role.MANAGER, "/manager"),
    "register": (Role.MANAGER, "/reports/appeals?period=year"),
    "log": (Role.AUDITOR, "/audit"),
    "unusual": (Role.AUDITOR, "/audit/unusual"),
}


class QuietHandler(WSGIRequestHandler):
    """Serves without a line per request."""

    def log_request(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Serve a demonstration that lives as long as the pictures take, and take them."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        serving(demonstration(folder)) as address,
        sync_playwright() as playwright,
    ):
        path = next(filter(None, map(shutil.which, CHROMIUM)), None)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, (role, place) in PICTURES.items():
            with signed_in(browser, address, role) as page:
                page.goto(address + place)
                save(name, taken(page))
        with signed_in(browser, address, Role.MANAGER) as page:
            page.goto(f"{address}/reports/disclosures?period=year")
            take_out(page)
        browser.close()


def demonstration(folder: str) -> Flask:
    """A fresh installation with the made-up cases."""
    app = create_app({"INSTANCE": folder})
    with app.app_context():
        install(app, demo=True)
        load_demo()
    return app


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The address of the application, as long as it is served."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def signed_in(browser: Browser, address: str, role: Role) -> Iterator[Page]:
    """A window of somebody of this role, in Kazakh."""
    context = browser.new_context(viewport=SIZE, locale="kk-KZ", timezone_id="Asia/Almaty")
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    page.fill("[name=username]", DEMO_NAMES[role][0])
    page.fill("[name=password]", DEMO_PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_selector(".menu.who")
    yield page
    context.close()


def taken(page: Page) -> bytes:
    """What stands in the window."""
    page.evaluate("document.fonts.ready")
    return page.screenshot(animations="disabled", caret="hide")


def take_out(page: Page) -> None:
    """The report ordered for a meeting: the page of its order, and the pages of its file."""
    page.select_option("[name=reason]", "monthly_report")
    page.click(f"button[name=format][value={Format.PDF}]")
    page.wait_for_url("**/exports/*")
    save("order", taken(page))
    with page.expect_download() as waiting:
        page.click("form[action$='/start'] button")
    book = pypdfium2.PdfDocument(waiting.value.path())
    for number in range(PRINTED):
        with BytesIO() as picture:
            book[number].render(scale=SHARP).to_pil().save(picture, "PNG")
            save(f"paper-{number + 1}", picture.getvalue())
    book.close()


def save(name: str, picture: bytes) -> None:
    """Write the picture. Raises SystemExit when it is too large for a README."""
    small = with_palette(picture)
    if len(small) > MOST_BYTES:
        raise SystemExit(f"{name}: {len(small)} bytes, at most {MOST_BYTES}")
    (TARGET / f"{name}.png").write_bytes(small)
    print(f"{name}.png {len(small)} bytes")


if __name__ == "__main__":
    main()
