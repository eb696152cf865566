"""The main job through the pages, on SQLite and on PostgreSQL."""

from backoffice.appeals.queries import appeal_by_number
from backoffice.audit.verification import verify
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import the_vault
from tests.exports.taking import taken
from tests.given import ADDRESS, NAME, PHONE, TEXT
from tests.house_browser import HouseBrowser


def signed_in(app, role: str) -> HouseBrowser:
    browser = HouseBrowser(app, language="en")
    browser.sign_in(role)
    return browser


def register(browser: HouseBrowser) -> str:
    browser.open("/appeals/new")
    browser.submit("/appeals/new", category="ELEC", district="esil", refresh="1")
    browser.submit(
        "/appeals/new",
        phone=PHONE,
        name=NAME,
        object_address=ADDRESS,
        problem_text=TEXT,
        consent_evidence="call-0001",
        script_read="y",
    )
    assert browser.answer.status_code == 303, browser.text
    return browser.answer.location.rsplit("/", 1)[1]


def test_the_main_job_from_registration_to_export(app, given):
    operator = signed_in(app, "operator")
    number = register(operator)
    case = f"/appeals/{number}"
    assert number in operator.open("/board").get_text()
    assert TEXT in operator.open(case).get_text()

    disclose = f"{case}/disclose"
    operator.open(disclose)
    operator.submit(disclose, step="preview")
    operator.submit(disclose, step="record")
    assert operator.answer.status_code == 303

    phone = given.value(appeal_by_number(number), Field.PHONE).id
    correct = f"{case}/values/{phone}/correct"
    operator.open(correct)
    operator.submit(correct, text="+77015554513", reason=RightsReason.OPERATOR_ERROR)
    assert operator.answer.status_code == 303
    assert "holds the old value" in operator.open(case).get_text()
    operator.open("/board")
    operator.submit("/search", follow=True, term="Сатбаева Алия")
    assert number in operator.text

    officer = signed_in(app, "privacy_officer")
    destroy = f"{case}/applicant/destroy"
    officer.open(destroy)
    officer.submit(destroy, reason=RightsReason.UNLAWFUL)
    officer.submit(destroy, understood="y")
    assert officer.answer.status_code == 303, officer.text
    assert TEXT not in officer.open(case).get_text()

    manager = signed_in(app, "manager")
    assert number in manager.open("/reports/disclosures").get_text()
    for kind in ("xlsx", "csv"):
        answer = taken(manager, kind, path="/reports/disclosures")
        assert "attachment" in answer.headers["Content-Disposition"]
    assert number in signed_in(app, "auditor").open("/audit").get_text()

    assert verify(the_vault().keyring.chain_key).is_ok
    assert check_vault(the_vault()).is_ok
