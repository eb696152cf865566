"""Builders: each brings about a state by performing the actions that lead there."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from backoffice import clock
from backoffice.accounts.models import SYSTEM, Staff
from backoffice.appeals.actions import (
    answer_appeal,
    close_appeal,
    recategorise_appeal,
    register_appeal,
    take_appeal,
)
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import values_of
from backoffice.appeals.registration import NewAppeal
from backoffice.disclosures.actions import record_disclosure
from backoffice.disclosures.models import Disclosure
from backoffice.incidents.actions import Facts, add_incident_cases, open_incident
from backoffice.incidents.models import Incident
from backoffice.recipients.actions import make_link
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.disclosures import Means
from backoffice.rules.vocabulary.incidents import CaseSource, FoundHow, IncidentKind
from backoffice.rules.vocabulary.people import Language
from backoffice.saved_reports.actions import (
    MadeMonth,
    NewSetting,
    make_report_month,
    save_report_setting,
    schedule_report_setting,
)
from backoffice.saved_reports.models import ReportMonth, SavedReport
from backoffice.third_parties.queries import third_party_by_code
from backoffice.vault.models import PersonalValue

# Made-up people only; numbers are synthetic ones of the catalogue of test vectors.
NAME = "Сәтбаева Әлия Нұрланқызы"
PHONE = "+77015554512"
IIN = "010305390005"
TEXT = "Кеше кешкі сағат тоғыздан бері үйде жарық жоқ."
ADDRESS = "Мәңгілік Ел даңғылы 37"
PERSON: Mapping[Field, str] = {
    Field.PROBLEM_TEXT: TEXT,
    Field.OBJECT_ADDRESS: ADDRESS,
    Field.NAME: NAME,
    Field.PHONE: PHONE,
    Field.CONSENT_EVIDENCE: "call-0001",
}


class Given:
    """The states tests start from."""

    def __init__(self, cast: Callable[[str], Staff]) -> None:
        self.cast = cast

    def appeal(
        self,
        *,
        by: str = "operator",
        category: str = "ELEC",
        texts: Mapping[Field, str] | None = None,
        **more: Any,
    ) -> Appeal:
        """An appeal just registered by phone by an operator."""
        facts = {"district_code": "esil", **more}
        new = NewAppeal(category_code=category, texts=texts or PERSON, **facts)
        return register_appeal(None, by=self.cast(by), new=new)

    def appeal_moved(self, appeal: Appeal, *, category: str = "") -> Appeal:
        """A colleague changes the category, so that the case has a newer version."""
        return recategorise_appeal(
            appeal,
            by=self.cast("senior_operator"),
            category_code=category or "WATR",
            district_code="nura",
        )

    def appeal_in_work(self, **more: Any) -> Appeal:
        """An appeal an operator has taken."""
        appeal = self.appeal(**more)
        return take_appeal(appeal, by=self.cast("operator"))

    def appeal_answered(self, **more: Any) -> Appeal:
        """An appeal whose applicant was answered."""
        appeal = self.appeal_in_work(**more)
        answer_appeal(appeal, by=self.cast("operator"), text="Жарық қосылды.")
        return appeal

    def appeal_closed(self, **more: Any) -> Appeal:
        """An appeal answered and closed."""
        appeal = self.appeal_answered(**more)
        return close_appeal(appeal, by=self.cast("operator"))

    def disclosure(
        self, appeal: Appeal, *, by: str = "operator", to: str = "K1", **more: Any
    ) -> Disclosure:
        """A disclosure just recorded: the fields electricity always needs, by e-mail."""
        facts = {
            "fields": (Field.PROBLEM_TEXT, Field.OBJECT_ADDRESS, Field.PHONE),
            "means": Means.EMAIL,
            "notice_language": Language.KK,
            **more,
        }
        party = third_party_by_code(to)
        return record_disclosure(appeal, by=self.cast(by), third_party=party, **facts)

    def link(
        self, disclosure: Disclosure, *, by: str = "operator", days: int = 14, views: int = 20
    ) -> str:
        """The secret of a link just made for the recipient of a disclosure."""
        return make_link(disclosure, by=self.cast(by), days=days, views=views)

    def incident(self, *appeals: Appeal, **more: Any) -> Incident:
        """An incident found just now, and the cases it concerns."""
        officer = self.cast("privacy_officer")
        told = {"kind": IncidentKind.ACCESS, "found_how": FoundHow.AUDIT_LOG}
        facts = Facts(**{**told, "detected_at": clock.now(), **more})
        incident = open_incident(None, by=officer, facts=facts)
        if appeals:
            ids = [appeal.id for appeal in appeals]
            add_incident_cases(incident, by=officer, appeal_ids=ids, source=CaseSource.NUMBERS)
        return incident

    def saved_report(
        self, *, by: str = "manager", monthly: bool = False, **more: Any
    ) -> SavedReport:
        """Settings of the report of disclosures that all may see."""
        told = {"name": "K1", "filters": "period=last-month&third_party=K1", "shared": True}
        new = NewSetting("disclosures", **{**told, "language": Language.EN, **more})
        saved = save_report_setting(None, by=self.cast(by), new=new)
        if monthly:
            schedule_report_setting(saved, by=self.cast("manager"), monthly=True)
        return saved

    def report_month(self, saved: SavedReport, month: date = date(2026, 10, 1)) -> ReportMonth:
        """The row of a monthly report; its file lies nowhere."""
        made = MadeMonth(month, 0, "0" * 64, "nowhere", 1)
        return make_report_month(saved, by=SYSTEM, made=made)

    def value(self, appeal: Appeal, field: Field) -> PersonalValue:
        """The newest value of one field of an appeal."""
        values = [value for value in values_of(appeal.id) if not value.recipient_copy]
        return [value for value in values if value.field == field][-1]
