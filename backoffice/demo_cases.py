"""Made-up cases of the demonstration: two weeks of work, each step an action like any other.

Names, numbers and addresses are invented; the phone numbers are of a range kept for examples.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from backoffice import clock
from backoffice.accounts.models import Staff
from backoffice.accounts.queries import staff_by_username
from backoffice.appeals.actions import (
    add_note,
    answer_appeal,
    close_appeal,
    register_appeal,
    take_appeal,
)
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import appeal_by_number, values_of
from backoffice.appeals.registration import NewAppeal
from backoffice.disclosures.actions import (
    acknowledge_disclosure,
    deliver_disclosure,
    record_disclosure,
    send_disclosure,
)
from backoffice.disclosures.models import Disclosure
from backoffice.rules.fields import Field, Need, need
from backoffice.rules.vocabulary.appeals import Channel
from backoffice.rules.vocabulary.disclosures import Means
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.third_parties.queries import third_party_by_code


@dataclass(frozen=True)
class DemoCase:
    """One invented appeal and how far it has come."""

    hours_ago: int
    category: str
    district: str
    channel: str
    language: str
    name: str
    phone: str
    address: str
    text: str
    steps: str  # of: take, give (disclose), sent, got, ack, note, answer, close
    recipient: str = ""


_P, _B, _W, _A = Channel.PHONE, Channel.CHAT_BOT, Channel.WEBSITE, Channel.MOBILE_APP

CASES: tuple[DemoCase, ...] = (
    DemoCase(320, "WAST", "almaty", _P, "ru", "Ахметов Болат Ерланович", "+77015550101",
             "ул. Иманова 11", "Мусор не вывозят пятый день, контейнеры переполнены.",
             "take give got ack answer close", "K8"),
    DemoCase(300, "ROAD", "esil", _A, "kk", "Серікова Айжан Маратқызы", "+77015550102",
             "Қабанбай батыр даңғылы 21", "Жолда терең шұңқыр бар, көліктер зақымдалып жатыр.",
             "take give got", "B1"),
    DemoCase(260, "TREE", "nura", _W, "kk", "Омаров Дәурен Қайратұлы", "+77015550103",
             "Ұлы Дала даңғылы 5", "Қураған ағаш балалар алаңына құлайын деп тұр.",
             "take give sent", "B2"),
    DemoCase(220, "BILL", "saryarka", _P, "ru", "Ким Светлана Викторовна", "+77015550104",
             "", "В платёжном документе дважды начислено отопление.",
             "take give got answer", "K9"),
    DemoCase(170, "BUS", "baikonyr", _B, "kk", "Тілеубай Нұрсұлтан Асқарұлы", "+77015550105",
             "", "37-автобус кешкі уақытта кестемен жүрмейді.", "take give got answer close", "K7"),
    DemoCase(120, "HOUS", "almaty", _P, "ru", "Петров Андрей Сергеевич", "+77015550106",
             "ул. Пушкина 25", "ОСИ не отчитывается о расходах и не проводит собраний.",
             "take note give", "B3"),
    DemoCase(98, "ELEC", "esil", _P, "kk", "Сәтбаева Әлия Нұрланқызы", "+77015554512",
             "Мәңгілік Ел даңғылы 37",
             "Кеше кешкі сағат тоғыздан бері үйде жарық жоқ, подъезде кішкентай балалар мен "
             "қарттар тұрады. Жарықты тез арада қосып беруіңізді сұраймын.",
             "take give got", "K1"),
    DemoCase(74, "SNOW", "saraishyk", _A, "ru", "Нургалиева Динара Болатовна", "+77015550107",
             "ул. Байтурсынова 12", "Тротуар возле школы не чистят, дети падают на льду.",
             "take give sent", "A6"),
    DemoCase(60, "LGHT", "esil", _P, "kk", "Жүнісов Мақсат Ерболұлы", "+77015550108",
             "Түркістан көшесі 8", "Көше шамдары үш түн бойы жанбайды.", "take"),
    DemoCase(52, "ANIM", "saryarka", _B, "ru", "Иванова Мария Павловна", "+77015550109",
             "ул. Есенберлина 3", "Стая бродячих собак у детского сада.", "take"),
    DemoCase(30, "HOTW", "almaty", _P, "kk", "Қасенова Гүлмира Сәкенқызы", "+77015550110",
             "Тәуелсіздік даңғылы 2", "Екі күннен бері ыстық су жоқ.", "take give", "K2"),
    DemoCase(22, "NOIS", "baikonyr", _P, "ru", "Смагулов Тимур Рашидович", "+77015550111",
             "ул. Кенесары 61", "Ночью работает отбойный молоток, мешают спать.", ""),
    DemoCase(9, "WATR", "nura", _P, "kk", "Бекова Жанар Талғатқызы", "+77015550112",
             "Сығанақ көшесі 14", "Судың қысымы өте төмен, жоғарғы қабаттарға шықпайды.", ""),
    DemoCase(4, "LIFT", "esil", _A, "ru", "Ли Вера Андреевна", "+77015550113",
             "ул. Достык 9", "Лифт стоит второй день, в доме живут люди с инвалидностью.", ""),
    DemoCase(2, "SIDE", "saraishyk", _W, "kk", "Әбдіұлы Қайрат", "+77015550114",
             "Абай даңғылы 77", "Жаяу жүргіншілер жолының тақтайшалары сынған.", ""),
)  # fmt: skip

_PAUSE = timedelta(minutes=50)
_GAP = timedelta(minutes=7)


def load_cases() -> int:
    """Live through the cases in the order of time. Returns how many there are."""
    lives = [_Life(case) for case in CASES]
    timed = [(moment, step) for life in lives for moment, step in life.steps()]
    for moment, step in sorted(timed, key=lambda pair: pair[0]):
        with clock.running_at(partial(_stay, moment)):
            step()
    return len(lives)


def _stay(moment: datetime) -> datetime:
    return moment


class _Life:
    """One case from its registration on."""

    def __init__(self, case: DemoCase) -> None:
        self.case = case
        self.number = ""
        self.disclosure: Disclosure | None = None
        self.operator = _person("aigul")

    def steps(self) -> Iterator[tuple[datetime, Callable[[], object]]]:
        """Moments and deeds, from the registration on."""
        start = clock.now() - timedelta(hours=self.case.hours_ago)
        yield start, self._register
        deeds: dict[str, Callable[[], object]] = {
            "take": lambda: take_appeal(self._appeal(), by=self.operator),
            "note": lambda: add_note(self._appeal(), by=self.operator, text="Құжат сұратылды."),
            "give": self._give,
            "sent": lambda: send_disclosure(self._given(), by=self.operator, at=clock.now()),
            "got": lambda: deliver_disclosure(self._given(), by=self.operator, at=clock.now()),
            "ack": lambda: acknowledge_disclosure(self._given(), by=self.operator, at=clock.now()),
            "answer": lambda: answer_appeal(
                self._appeal(), by=self.operator, text="Мәселе шешілді. / Вопрос решён."
            ),
            "close": lambda: close_appeal(self._appeal(), by=self.operator),
        }
        for place, name in enumerate(self.case.steps.split(), 1):
            pause = min(_PAUSE, timedelta(hours=self.case.hours_ago) / 12)
            yield start + place * pause + _GAP, deeds[name]

    def _register(self) -> None:
        case = self.case
        texts = {
            Field.PROBLEM_TEXT: case.text,
            Field.OBJECT_ADDRESS: case.address,
            Field.NAME: case.name,
            Field.PHONE: case.phone,
            Field.CONSENT_EVIDENCE: f"demo-{case.phone[-4:]}",
        }
        self.number = register_appeal(
            None,
            by=self.operator,
            new=NewAppeal(
                category_code=case.category,
                texts={f: t for f, t in texts.items() if t},
                channel=case.channel,
                language=case.language,
                district_code=case.district,
                form="oral" if case.channel == Channel.PHONE else "electronic",
                consent_method="script_read" if case.channel == Channel.PHONE else "message",
            ),
        ).number

    def _give(self) -> None:
        appeal = self._appeal()
        held = {v.field for v in values_of(appeal.id) if v.state == ValueState.CURRENT}
        fields = [
            field
            for field in Field
            if field in held
            and need(
                appeal.category.needs,
                field,
                applicant_type=appeal.applicant.type,
                no_transfer=appeal.no_transfer,
                recipient_code=self.case.recipient,
            )
            is Need.ALWAYS
        ]
        self.disclosure = record_disclosure(
            appeal,
            by=self.operator,
            third_party=third_party_by_code(self.case.recipient),
            fields=fields,
            means=Means.EMAIL,
            reference=f"109-{self.case.hours_ago}",
            notice_language=self.case.language,
        )

    def _appeal(self) -> Appeal:
        return appeal_by_number(self.number)

    def _given(self) -> Disclosure:
        if self.disclosure is None:
            raise RuntimeError("a case of the demonstration was not disclosed")
        return self.disclosure


def _person(username: str) -> Staff:
    found = staff_by_username(username)
    if found is None:
        raise RuntimeError("the accounts of the demonstration are missing")
    return found
