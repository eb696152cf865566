"""Sixty and more needles: everything a person says or a clerk types about one case.

Each is sown by the action or the page that takes it in real life, and none stands anywhere else.
"""

from datetime import date, timedelta
from itertools import count

from backoffice import clock
from backoffice.appeals.actions import (
    add_note,
    answer_appeal,
    close_appeal,
    reopen_appeal,
    take_appeal,
)
from backoffice.appeals.registration import NewRepresentative
from backoffice.data_rights.actions import (
    block_value,
    correct_value,
    delete_value,
    supplement_value,
)
from backoffice.recipients.actions import (
    RecipientActor,
    accept_by_link,
    answer_by_link,
    return_by_link,
    view_by_link,
)
from backoffice.recipients.queries import links_of
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.people import ApplicantType
from backoffice.rules.vocabulary.personal_values import CollectReason, RightsReason
from backoffice.subject_requests.actions import Document
from backoffice.withdrawals.actions import Follows, Said, withdraw_consent
from tests.given import IIN, PERSON
from tests.subject_requests.asked import asked, decided

WHY = RightsReason.APPLICANT_ASKED
PLAIN = ["1ne" * 21, "Инелі қаулы 17", "2019-07-13"]  # what stands in columns that are not sealed
GIVEN = (Field.PROBLEM_TEXT, Field.OBJECT_ADDRESS)
CORRECTED = (Field.NAME, Field.PHONE, Field.EMAIL, Field.HOME_ADDRESS, Field.OBJECT_ADDRESS)


class Sower:
    """Makes needles, remembers them, and sows them in one case."""

    def __init__(self, given, cast) -> None:
        self.given, self.cast = given, cast
        self.sown = [*PLAIN, IIN]
        self._numbers = count(10)

    def needle(self, field=None) -> str:
        """A text that stands nowhere else, of a form this field takes."""
        no = next(self._numbers)
        made = {
            Field.PHONE: f"+770155598{no}",
            Field.REPRESENTATIVE_PHONE: f"+770155598{no}",
            Field.EMAIL: f"ine{no}.baeva@example.kz",
            Field.CONSENT_EVIDENCE: f"call-ine-44{no}",
        }.get(field, f"Инеқұлақ{no} сөзі ұшты")
        self.sown.append(made)
        return made

    def register(self):
        """A case about land with a representative, more collected than usual."""
        fields = (
            *PERSON,
            Field.EMAIL,
            Field.HOME_ADDRESS,
            Field.REPRESENTATIVE_NAME,
            Field.REPRESENTATIVE_PHONE,
            Field.REPRESENTATIVE_DOCUMENT,
        )
        appeal = self.given.appeal(
            category="LAND",
            texts={Field.IIN: IIN, **{field: self.needle(field) for field in fields}},
            collect_reason=CollectReason.APPLICANT_ASKED,
            applicant_type=ApplicantType.PERSON_KZ,
            legal_provision=PLAIN[1],
            import_key=PLAIN[0],
            representative=NewRepresentative("power_of_attorney", date(2019, 7, 13)),
        )
        take_appeal(appeal, by=self.cast("operator"))
        self.given.appeal_moved(appeal, category="ELEC")  # which takes a photo, as land does not
        for field in (Field.PHOTO, Field.ACCOUNT_NO):
            texts = {"text": self.needle(field), "reason": WHY, "note": self.needle()}
            supplement_value(appeal, by=self.cast("senior_operator"), field=field, **texts)
        return appeal

    def give(self, appeal):
        """To two third parties, each with a text of its own; one answers and gives it back."""
        for code in ("K1", "K1"):
            texts = {"edited_text": self.needle(), "note": self.needle()}
            disclosure = self.given.disclosure(appeal, to=code, fields=GIVEN, **texts)
        self.given.link(disclosure)
        [link] = links_of(disclosure.id)
        actor = RecipientActor(link)
        view_by_link(link, by=actor)
        accept_by_link(disclosure, by=actor, wording="notice=1;language=kk")
        answer_by_link(appeal, by=actor, text=self.needle())
        return_by_link(appeal, by=actor, reason="not_competent", text=self.needle())

    def change(self, appeal):
        """Everything is put right twice, with a note each time; some is blocked, some deleted."""
        operator, officer = self.cast("operator"), self.cast("privacy_officer")
        for field in CORRECTED * 2:
            told = {"text": self.needle(field), "note": self.needle()}
            correct_value(self.given.value(appeal, field), by=operator, reason=WHY, **told)
        blocked, deleted = (self.given.value(appeal, field) for field in CORRECTED[2:4])
        block_value(blocked, by=officer, until=None, reason=WHY, note=self.needle())
        delete_value(deleted, by=officer, reason=WHY, note=self.needle())

    def ask(self, appeal):
        """A request of a representative, refused: in its rows stands no word that was typed."""
        paper = Document("power_of_attorney", self.needle(), date(2099, 11, 17))
        self.sown.append("2099-11-17")
        request = asked(
            self.given,
            appeal,
            words=self.needle(),
            proposed=self.needle(Field.PHONE),
            evidence=self.needle(),
            asker="representative",
            document=paper,
        )
        decided(self.given, request, "refused", reasons=["no_documents"], words=self.needle())

    def end(self, appeal):
        """Notes, an answer, a second one after reopening, and the withdrawal of the consent."""
        operator = self.cast("operator")
        for is_last in (False, True):
            add_note(appeal, by=operator, text=self.needle())
            answer_appeal(appeal, by=operator, text=self.needle())
            close_appeal(appeal, by=operator)
            if not is_last:
                reopen_appeal(appeal, by=self.cast("senior_operator"))
        said = Said(clock.now(), "phone", "applicant", self.needle())
        until = clock.today() + timedelta(days=1)
        duty = Follows("legal_duty", article="12", act="94-V", keep_until=until)
        withdraw_consent(appeal, by=self.cast("privacy_officer"), said=said, follows=duty)

    def type(self, browser_of):
        """What is typed and never kept: searches, a form that is sent back."""
        browser = browser_of("operator")
        for field in (Field.PHONE, Field.EMAIL, None):
            browser.open("/board")
            browser.submit("/search", follow=True, term=self.needle(field))
        browser.open("/appeals/new")
        typed = {name: self.needle() for name in ("name", "problem_text", "object_address")}
        assert browser.submit("/appeals/new", **typed).status_code == 422

    def refused_rows(self) -> str:
        """A file of another system whose rows cannot come in: their day is none."""
        names = (self.needle() for _row in range(3))
        return "no,when,text,name,phone,home,iin,topic,state\r\n" + "".join(
            f"{no},never,{name},{name},,,,power,\r\n" for no, name in enumerate(names)
        )
