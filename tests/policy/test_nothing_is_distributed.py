"""Nothing of a resident reaches an indefinite circle: no public page holds it (policy 3.4)."""

from tests.given import ADDRESS, NAME, PHONE, TEXT
from tests.policy.making import published

NEEDLES = (NAME, PHONE, TEXT, ADDRESS, *NAME.split())


def test_no_public_page_holds_a_personal_value_or_the_number_of_a_case(
    app, browser_of, given, cast
):
    case = given.appeal_in_work()
    given.disclosure(case)
    published(cast)
    stranger, seen = browser_of(), []
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if getattr(view, "action", None) is not None or rule.endpoint == "static":
            continue
        if "GET" in rule.methods:
            address = rule.rule.replace("<int:number>", "2")
            address = address.replace("<any(kk, ru, en):language>", "kk")
            said = stranger.send("GET", address).get_data(as_text=True)
            assert not [needle for needle in (*NEEDLES, case.number) if needle in said], address
            seen.append(address)
    assert {"/policy", "/policy/2/kk", "/policy/2/kk/changes", "/policy/rights/kk"} <= set(seen)
