import pytest, sqlalchemy as sa, threading
from backoffice.db import db
from backoffice.audit.models import AuditEntry
from backoffice.rules.fields import Field
from tests.given import *
from tests.house_browser import form_data
from backoffice.data_rights.actions import *
PARTIAL={"HX-Request":"true","HX-Request-Type":"partial"}

def ents():
    return db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq)).all()

def test_early(given, browser_of, cast):
    a=given.appeal(by="senior_operator"); d=given.disclosure(a,by="senior_operator")
    n=len(ents())
    b=browser_of("operator"); n=len(ents())
    for path in (f"/disclosures/{d.id}/send", f"/disclosures/{d.id}/sheet/kk", f"/appeals/{a.number}/disclose", f"/appeals/{a.number}/record", f"/appeals/{a.number}/answer", f"/appeals/{a.number}/supplement"):
        r=b.client.get(path); new=ents()[n:]; n=len(ents())
        print("NOTOWN",path,r.status_code,[(e.action,e.outcome,e.reason,e.subject,e.appeal_number) for e in new])
    p=browser_of("privacy_officer"); n=len(ents())
    r=p.client.get(f"/disclosures/{d.id}/send"); print("PRIV",r.status_code,[(e.action,e.outcome) for e in ents()[n:]])
    assert 0

def test_superseded_of_blocked(given, browser_of, cast):
    a=given.appeal(); v=given.value(a,Field.NAME); vid=v.id
    po=cast("privacy_officer")
    new=correct_value(v,by=po,text="Жаңа Аты Тегі",reason="inaccurate" if False else list(__import__("backoffice.rules.vocabulary",fromlist=["RightsReason"]).RightsReason)[0])
    block_value(given.value(a,Field.NAME),by=po,until=None,reason=list(__import__("backoffice.rules.vocabulary",fromlist=["RightsReason"]).RightsReason)[0])
    b=browser_of("senior_operator")
    b.client.get(f"/appeals/{a.number}")
    for deed in ("correct","block","delete","destroy"):
        r=b.client.get(f"/appeals/{a.number}/values/{vid}/{deed}")
        print("GET",deed,r.status_code, NAME in r.text)
        tok=__import__("re").search(r'name="csrf_token"[^>]*value="([^"]+)"',b.client.get("/account").text).group(1)
        r=b.client.post(f"/appeals/{a.number}/values/{vid}/{deed}",data=dict(csrf_token=tok))
        print("POST",deed,r.status_code, NAME in r.text)
    assert 0
