"""Fills a fresh installation with many appeals, fast, and keeps every promise of the house.

Values are sealed under keys of their own, tokens made by the same index, entries chained by
the same digest: `verify()` and `vault check` hold afterwards, as they would had people worked.
"""

import heapq
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any

import sqlalchemy as sa

from backoffice import clock
from backoffice.accounts.models import Staff
from backoffice.appeals.models import Appeal, AppealCounter
from backoffice.applicants.models import Applicant, Consent
from backoffice.audit import chain
from backoffice.audit.guard import migrating
from backoffice.audit.models import AuditEntry, AuditHead
from backoffice.db import db
from backoffice.disclosures.models import Disclosure, DisclosureEvent, DisclosureItem
from backoffice.disclosures.queries import mark_of
from backoffice.policy.models import PolicyVersion
from backoffice.policy.notices import notice_in
from backoffice.rules.actions import Action
from backoffice.rules.deadlines import deadline
from backoffice.rules.fields import Field, Need, need
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.rules.vocabulary.consent import ConsentMethod, LegalBasis
from backoffice.rules.vocabulary.disclosures import BeyondReason, Means
from backoffice.rules.vocabulary.people import ApplicantType, Language, Party, Role
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.third_parties.models import Category, District, ThirdParty
from backoffice.third_parties.queries import working_calendar
from backoffice.vault import cipher, index
from backoffice.vault.keystore import SearchToken, WrappedKey, put_keys, put_tokens
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import Vault
from benchmarks import people
from benchmarks.cases import Case, cases, events_of

BATCH = 2000
_EPOCH_MS = 1_577_836_800_000
_APPLICANT_FIELDS = (Field.NAME, Field.PHONE, Field.CONSENT_EVIDENCE)


@dataclass
class Batch:
    """Rows waiting to be written."""

    rows: dict[Any, list[dict[str, Any]]] = field(default_factory=dict)
    keys: list[WrappedKey] = field(default_factory=list)
    tokens: list[SearchToken] = field(default_factory=list)

    def add(self, model: Any, **row: Any) -> None:
        """One more row of a table."""
        self.rows.setdefault(model, []).append(row)


class Loader:
    """One filling of one installation."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self.ring = vault.keyring
        self.kek = self.ring.kek(self.ring.current)
        self.batch = Batch()
        self.disclosure_id = 0
        self.waiting: list[tuple[datetime, int, dict[str, object]]] = []
        self.serial = 0
        self.token = cache(lambda kind, term: index.token(self.ring.index_key, kind, term))
        self._read_catalogues()

    def load(self, count: int) -> None:
        """Write `count` appeals with everything that belongs to them."""
        _widen(db.engine)
        _widen(self.vault.store.engine)
        counters: dict[int, int] = {}
        made = cases(count, clock.now())
        with migrating():
            while group := list(islice(made, BATCH)):
                for case in group:
                    year = clock.local(case.registered_at).year
                    counters[year] = counters.get(year, 0) + 1
                    self._appeal(case, f"109-{year}-{counters[year]:07d}")
                self._entries(until=group[-1].registered_at)
                self._write()
            self._entries(until=None)
            for year, last in counters.items():
                self.batch.add(AppealCounter, year=year, last=last)
            self._write()
            db.session.execute(
                sa.update(AuditHead).values(seq=self.head_seq, digest=self.head_digest)
            )
            db.session.commit()

    def _read_catalogues(self) -> None:
        self.categories = db.session.scalars(sa.select(Category).order_by(Category.position)).all()
        self.districts = list(db.session.scalars(sa.select(District.code)))
        parties = db.session.scalars(sa.select(ThirdParty)).all()
        self.parties = {party.code: party for party in parties}
        workers = sa.select(Staff).where(Staff.role.in_((Role.OPERATOR, Role.SENIOR_OPERATOR)))
        self.workers = db.session.scalars(workers.order_by(Staff.id)).all()
        self.policy_id = db.session.scalar(sa.select(sa.func.max(PolicyVersion.id)))
        self.notice_version = notice_in(Language.KK).version
        self.calendar = working_calendar()
        head = db.session.get(AuditHead, 1)
        assert head is not None
        self.head_seq, self.head_digest = head.seq, head.digest

    def _appeal(self, case: Case, number: str) -> None:
        category = self.categories[case.serial % len(self.categories)]
        worker = self.workers[case.serial // 7 % len(self.workers)]
        party = self.parties.get(category.default_third_party) or self.parties["A1"]
        given = case.disclosures > 0
        self.batch.add(
            Appeal,
            id=case.serial,
            number=number,
            kind=case.kind,
            form=case.form,
            channel=case.channel,
            language=Language.KK,
            category_code=category.code,
            district_code=self.districts[case.serial // 36 % len(self.districts)],
            urgency=category.urgency,
            purpose="resolve_appeal",
            no_transfer=False,
            collect_reason="",
            received_at=case.registered_at,
            registered_at=case.registered_at,
            due_at=deadline(category.urgency, case.registered_at, self.calendar),
            state=case.state,
            state_at=case.state_at,
            changed_at=case.state_at,
            registered_by_id=worker.id,
            assignee_id=None if case.state is AppealState.NEW and case.serial % 2 else worker.id,
            third_party_id=party.id if given else None,
            version=1,
        )
        self._people(case)
        values = self._values(case, worker)
        self._steps(case, number, worker, values, category, party)

    def _people(self, case: Case) -> None:
        self.batch.add(
            Applicant,
            appeal_id=case.serial,
            type=ApplicantType.PERSON_KZ,
            country="KZ",
            legal_provision="",
            is_anonymous=False,
            number_hidden=False,
        )
        self.batch.add(
            Consent,
            appeal_id=case.serial,
            policy_version_id=self.policy_id,
            legal_basis=LegalBasis.CONSENT,
            method=ConsentMethod.SCRIPT_READ,
            given_at=case.registered_at,
        )

    def _values(self, case: Case, worker: Staff) -> dict[Field, int]:
        texts = {
            Field.PROBLEM_TEXT: people.text_of(case.serial),
            Field.NAME: people.name_of(case.serial, is_rare=case.is_rare),
            Field.PHONE: people.phone_of(case.serial),
            Field.CONSENT_EVIDENCE: f"call-{case.serial}",
        }
        if case.is_answered:
            texts[Field.ANSWER] = "Мәселе шешілді."
        return {
            name: self._value(case, place, name, text, worker)
            for place, (name, text) in enumerate(texts.items())
        }

    def _value(self, case: Case, place: int, name: Field, text: str, worker: Staff) -> int:
        at = case.answered_at if name is Field.ANSWER else case.registered_at
        value_id = (int(at.timestamp() * 1000) - _EPOCH_MS << 22) + place
        key = cipher.new_key()
        self.batch.add(
            PersonalValue,
            id=value_id,
            appeal_id=case.serial,
            party=_party(name),
            field=name,
            state=ValueState.CURRENT,
            sealed=cipher.seal_text(key, value_id, name, text),
            lineage_id=value_id,
            recipient_copy=False,
            created_at=at,
            created_by_id=worker.id,
            changed_at=at,
            version=1,
        )
        self.batch.keys.append(WrappedKey(value_id, self.ring.current, cipher.wrap(self.kek, key)))
        found_by = {self.token(kind, term): kind for kind, term in index.terms_of(name, text)}
        self.batch.tokens += [SearchToken(t, value_id, kind) for t, kind in found_by.items()]
        return value_id

    def _steps(
        self,
        case: Case,
        number: str,
        worker: Staff,
        values: dict[Field, int],
        category: Category,
        party: ThirdParty,
    ) -> None:
        def said(at: datetime, action: Action, **more: str) -> None:
            self._say(at, action, worker, number, **more)

        held = [name for name in values if name is not Field.ANSWER]
        said(
            case.registered_at,
            Action.APPEAL_REGISTER,
            fields=",".join(sorted(held)),
            detail=f"channel={case.channel};category={category.code}",
        )
        for at in case.disclosed_at:
            given = self._disclosure(case, at, values, category, party, worker)
            told = {"fields": ",".join(sorted(given)), "third_party": party.code}
            mark = mark_of(str(self.disclosure_id), Means.SYSTEM)
            said(at, Action.DISCLOSURE_RECORD, detail=mark, **told)
        if case.is_answered:
            said(case.answered_at, Action.APPEAL_ANSWER, fields=Field.ANSWER)
        if case.state is AppealState.CLOSED:
            said(case.state_at, Action.APPEAL_CLOSE, detail="answered>closed")
        said(case.state_at, Action.CASE_VIEW, fields=",".join(sorted(held)))

    def _disclosure(
        self,
        case: Case,
        at: datetime,
        values: dict[Field, int],
        category: Category,
        party: ThirdParty,
        worker: Staff,
    ) -> list[Field]:
        self.disclosure_id += 1
        given = [name for name in values if _is_given(category, name, party.code)]
        beyond = {name for name in given if name not in _needed(category, party.code)}
        self.batch.add(
            Disclosure,
            id=self.disclosure_id,
            appeal_id=case.serial,
            third_party_id=party.id,
            **{f"recipient_name_{one}": getattr(party, f"name_{one}") for one in Language},
            category_code=category.code,
            purpose="resolve_appeal",
            legal_basis=LegalBasis.CONSENT,
            policy_version_id=self.policy_id,
            means=Means.SYSTEM,
            reference="",
            notice_language=Language.KK,
            notice_version=self.notice_version,
            beyond_reason=BeyondReason.SITE_ACCESS if beyond else "",
            outside_reason="",
            by_id=worker.id,
            at=at,
        )
        for name in given:
            self.batch.add(
                DisclosureItem,
                disclosure_id=self.disclosure_id,
                field=name,
                value_id=values[name],
                beyond_need=name in beyond,
            )
        for state, moment in events_of(at):
            self.batch.add(
                DisclosureEvent,
                disclosure_id=self.disclosure_id,
                state=state,
                at=moment,
                recorded_at=moment,
                by_id=worker.id,
            )
        return given

    def _say(self, at: datetime, action: Action, by: Staff, number: str, **more: str) -> None:
        told: dict[str, object] = {
            "action": str(action),
            "outcome": "done",
            "actor_id": by.id,
            "actor_role": str(by.role),
            "subject": f"appeal:{number}",
            "appeal_number": number,
            "third_party": "",
            "reason": "",
            "fields": "",
            "detail": "",
            "request_id": secrets.token_hex(8),
            "client": "local",
        }
        self.serial += 1
        heapq.heappush(self.waiting, (at, self.serial, told | more))

    def _entries(self, until: datetime | None) -> None:
        """Chain what happened up to a moment, in the order it happened."""
        for at, told in self._happened(until):
            self.head_seq += 1
            row = {**told, "seq": self.head_seq, "at": chain.stamp(at)}
            text = chain.canonical([row[name] for name in chain.CANONICAL])
            self.head_digest = chain.digest_of(self.head_digest, text)
            mac = chain.mac_of(self.ring.chain_key, self.head_digest)
            self.batch.add(AuditEntry, **row, digest=self.head_digest, mac=mac)

    def _happened(self, until: datetime | None) -> Iterator[tuple[datetime, dict[str, object]]]:
        while self.waiting and (until is None or self.waiting[0][0] < until):
            at, _serial, told = heapq.heappop(self.waiting)
            yield at, told

    def _write(self) -> None:
        """Vault first, data second, as the door does it."""
        batch, self.batch = self.batch, Batch()
        with self.vault.store.engine.begin() as connection:
            put_keys(connection, batch.keys)
            put_tokens(connection, sorted(batch.tokens))
        for model, rows in batch.rows.items():
            db.session.execute(sa.insert(model.__table__), rows)
        db.session.commit()


def _widen(engine: sa.Engine) -> None:
    """A cache of 128 MiB on the connection that fills: indexes are written out of order."""
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA cache_size=-131072")


def _party(name: Field) -> Party:
    if name in _APPLICANT_FIELDS:
        return Party.APPLICANT
    return Party.CASE if name is Field.ANSWER else Party.APPEAL


@cache
def _needed(category: Category, party_code: str) -> frozenset[Field]:
    return frozenset(
        name
        for name in Field
        if need(
            category.needs,
            name,
            applicant_type=ApplicantType.PERSON_KZ,
            no_transfer=False,
            recipient_code=party_code,
        )
        is Need.ALWAYS
    )


def _is_given(category: Category, name: Field, party_code: str) -> bool:
    """What is needed, name and phone always: an export opens three values of a disclosure."""
    return name in (Field.NAME, Field.PHONE) or name in _needed(category, party_code)
