"""What staff do at a desk, step by step; by names, addresses and keys, never by words."""

import csv
import hashlib
import re
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page

from backoffice.audit.verification import verify
from backoffice.rules.actions import Action
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import the_vault
from tests.browser.conftest import Desk
from tests.given import ADDRESS, NAME, TEXT

PHONE = "8 701 555 45 12"
PHONE_SHOWN = "+7 (701) 555-45-12"
NEW_PHONE = "8 701 555 45 13"
WHY = "applicant_asked"
CASE = re.compile(r"/appeals/(109-\d{4}-\d{7})$")
CALL = {
    "phone": PHONE,
    "name": NAME,
    "category": "ELEC",
    "district": "esil",
    "object_address": ADDRESS,
    "problem_text": TEXT,
    "consent_evidence": "call-2026-0001",
}

# What the log tells of the journey, oldest first.
DONE = [
    Action.APPEAL_REGISTER,
    Action.VALUE_REVEAL,
    Action.DISCLOSURE_PREPARE,
    Action.DISCLOSURE_RECORD,
    Action.DISCLOSURE_DELIVER,
    Action.VALUE_REVEAL,  # the box of the correction shows what is put right
    Action.VALUE_CORRECT,
    Action.VALUE_BLOCK,
    Action.VALUE_UNBLOCK,
    Action.VALUE_DESTROY,
]


def number_of(desk: Desk) -> str:
    """The number of the case the window shows; leads there when it is still on its way."""
    desk.page.wait_for_url(CASE)
    found = CASE.search(desk.page.url)
    assert found
    return found[1]


def follow(desk: Desk, link: str) -> None:
    """Follow a link by its address, through the menu it may stand in."""
    place = desk.page.locator(link).first
    if not place.is_visible():
        place.locator("xpath=ancestor::details/summary").click()
    place.click()


def send(desk: Desk, **chosen: str) -> None:
    """Fill in the form in the middle of the page and press its button."""
    form = desk.page.locator("main form[method=post]:has(.buttons)")
    for name, text in chosen.items():
        box = form.locator(f"[name={name}]")
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(text)
        else:
            box.fill(text)
    form.locator(".buttons button").last.click()


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the box of this name has the focus."""
    for _press in range(60):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way by keyboard to {name}")


def choose_by_arrows(page: Page, value: str) -> None:
    """Press the arrow key until the list in focus stands at this value."""
    for _press in range(60):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no way by keyboard to {value}")


def register_by_keyboard(desk: Desk) -> str:
    """A call about electricity, with no mouse; returns the number of the case."""
    page = desk.page
    page.keyboard.press("n")
    page.wait_for_url("**/appeals/new")
    assert page.evaluate("document.activeElement.name") == "phone"
    page.keyboard.type(CALL["phone"])
    tab_to(page, "name")
    page.keyboard.type(CALL["name"])
    tab_to(page, "category")
    choose_by_arrows(page, CALL["category"])
    page.wait_for_selector("#needed_fields .due-line")
    tab_to(page, "district")
    choose_by_arrows(page, CALL["district"])
    for name in ("object_address", "problem_text"):
        tab_to(page, name)
        page.keyboard.type(CALL[name])
    tab_to(page, "script_read")
    page.keyboard.press("Space")
    tab_to(page, "consent_evidence")
    page.keyboard.type(CALL["consent_evidence"])
    page.keyboard.press("Control+Enter")
    return number_of(desk)


def register_by_mouse(desk: Desk) -> str:
    """The same call without script: the fields of the category come on a button."""
    page = desk.page
    follow(desk, "main a[href='/appeals/new']")
    page.select_option("#category", CALL["category"])
    page.click("button[name=refresh]")
    page.wait_for_selector("#needed_fields .due-line")
    for name, text in CALL.items():
        box = page.locator(f"#registration [name={name}]")
        if name in ("category", "district"):
            box.select_option(text)
        else:
            box.fill(text)
    page.check("#script_read")
    page.click(".actionbar button")
    return number_of(desk)


def reveal_phone(desk: Desk) -> None:
    """Show the masked phone in full."""
    page = desk.page
    assert PHONE_SHOWN not in page.inner_text("#applicant")
    page.locator("#applicant form[action*='/reveal/'] button").first.click()
    page.wait_for_selector(f"#applicant dd:has-text('{PHONE_SHOWN}')")


def disclose(desk: Desk, third_party: str) -> None:
    """Give the suggested third party what it needs: look at the preview, then record."""
    page = desk.page
    follow(desk, "main a[href$='/disclose']")
    assert page.is_checked(f"[name=recipients][value={third_party}]")
    page.click("button[name=step][value=preview]")
    page.wait_for_selector("#payload .sheet")
    assert PHONE_SHOWN in page.inner_text("#payload")
    assert NAME not in page.inner_text("#payload")
    page.click("button[name=step][value=record]")
    page.wait_for_selector("#disclosures tbody tr")


def mark_delivered(desk: Desk) -> None:
    """The third party got it."""
    follow(desk, "#disclosures a[href$='/deliver']")
    send(desk)
    desk.page.wait_for_selector("#disclosures a[href$='/acknowledge']", state="attached")


def correct_phone(desk: Desk, value_id: str) -> None:
    """The applicant names another number."""
    follow(desk, f"#applicant a[href$='/values/{value_id}/correct']")
    send(desk, text=NEW_PHONE, reason=WHY)
    desk.page.wait_for_selector("#holders tbody tr")


def phone_id(desk: Desk) -> str:
    """The key of the one value of the case that can be revealed: the phone."""
    action = desk.page.locator("#applicant form[action*='/reveal/']").get_attribute("action")
    assert action
    return action.rsplit("/", 1)[1]


def find_by_number(desk: Desk, number: str) -> None:
    """Type the number into the search box."""
    desk.page.fill("#term", number)
    desk.page.press("#term", "Enter")
    assert number_of(desk) == number


def change_value(desk: Desk, value_id: str, deed: str) -> None:
    """Block or unblock, with a reason."""
    follow(desk, f"#applicant a[href$='/values/{value_id}/{deed}']")
    send(desk, reason=WHY)
    number_of(desk)


def destroy_value(desk: Desk, value_id: str) -> None:
    """The reason, then the page that names what goes, then the tick and the red button."""
    page = desk.page
    follow(desk, f"#applicant a[href$='/values/{value_id}/destroy']")
    send(desk, reason=WHY)
    page.wait_for_selector("form.interrupt")
    page.check("[name=understood]")
    page.click("form.interrupt button")
    number_of(desk)


def export(desk: Desk, kind: str, folder: Path) -> Path:
    """Order the report of the present page and start it, by keys; returns the file."""
    page, report = desk.page, desk.page.url
    page.select_option("form.export [name=reason]", index=1)
    page.press(f"form.export button[value={kind}]", "Enter")
    page.wait_for_selector("#start")
    with page.expect_download() as download:
        page.press("#start button", "Enter")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    see_finished(desk, path)
    page.goto(report)
    return path


def see_finished(desk: Desk, path: Path) -> None:
    """The page comes to tell of the whole file, by itself or by the button that looks again."""
    page = desk.page
    if page.evaluate("document.documentElement.className") != "js":
        page.click("#file a[href^='/exports/']")
    page.wait_for_selector("#file .pd")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert page.locator("#file dd", has_text=digest).count() == 1


def serve(desk: Desk) -> None:
    """What the operator does for the caller: read, disclose, confirm, put right."""
    reveal_phone(desk)
    old = desk.page.locator("#applicant a[href$='/correct']").last.get_attribute("href")
    disclose(desk, "K1")
    mark_delivered(desk)
    correct_phone(desk, old.split("/")[-2])
    assert desk.page.locator("#holders tbody tr").count() == 1


def use_rights(desk: Desk, number: str, value_id: str) -> None:
    """What the privacy officer does at the wish of the applicant, up to destruction."""
    find_by_number(desk, number)
    change_value(desk, value_id, "block")
    assert desk.page.locator("#applicant form[action*='/reveal/']").count() == 0
    change_value(desk, value_id, "unblock")
    assert phone_id(desk) == value_id
    destroy_value(desk, value_id)
    assert desk.page.locator(f"#applicant a[href*='/values/{value_id}/']").count() == 0


def report(desk: Desk, number: str, folder: Path) -> None:
    """What is on the screen is what is in both files."""
    page = desk.page
    desk.open("/reports/disclosures")
    page.select_option("#third_party", "K1")
    page.click("form.filters button")
    page.wait_for_url("**third_party=K1**")
    shown = page.locator("#rows tbody tr")
    assert shown.count() == 1
    assert number in shown.first.inner_text()
    sheet = load_workbook(export(desk, "xlsx", folder)).worksheets[0]
    assert sheet.max_row - 1 == 1
    assert number in [cell.value for cell in sheet[2]]
    with export(desk, "csv", folder).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert len(rows) - 1 == 1
    assert number in rows[1]


def told_in_log(desk: Desk, number: str) -> list[str]:
    """The steps of this case as the log tells them, oldest first; looks at the case left out."""
    page = desk.page
    desk.open("/audit")
    page.fill("#case", number)
    page.click("form.filters button")
    page.wait_for_url(f"**case={number}**")
    rows = page.locator("table.log > tbody > tr")
    told = rows.evaluate_all("rows => rows.reverse().map(row => row.dataset.action)")
    return [action for place, action in enumerate(told) if action in DONE and _new(told, place)]


def _new(told: list[str], place: int) -> bool:
    """Whether the step is not the one before once more, as preparing and previewing is."""
    return place == 0 or told[place - 1] != told[place]


def check_installation() -> None:
    """The chain is whole, and every value has its key or none, as it should."""
    vault = the_vault()
    assert verify(vault.keyring.chain_key).is_ok
    found = check_vault(vault)
    assert found.is_ok
    assert found.destroyed == 2  # the number and the one before it
