"""Public pages tell what may be asked and what the Law wants told (policy 2, 13; R-2.4, R-13.1)."""

import pytest

from backoffice.config import ConfigurationError
from backoffice.policy.legal import SHIPPED, legal_texts
from tests.conftest import app_at
from tests.policy.making import published

LANGUAGES = ["kk", "ru", "en"]
RIGHTS = ["access", "correction", "blocking", "destruction", "withdrawal", "objection"]
PUBLIC = ["/policy/rights/{}", "/policy/2/{}", "/policy/2/{}/changes", "/policy/1/{}"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PUBLIC)
def test_every_public_page_is_open_in_each_language_without_cookie_or_script(
    browser_of, cast, address, language
):
    published(cast)
    stranger = browser_of()
    page = stranger.open(address.format(language), follow=False)
    assert page.html["lang"] == language
    assert "Set-Cookie" not in stranger.answer.headers
    assert page.find_all(["script", "form", "input"]) == []
    others = {link.get("hreflang") for link in page.select("nav.languages a")}
    assert others == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_rights_names_every_right_and_how_to_ask(app, browser_of, language):
    app.config["RESPONSIBLE_PERSON"] = "desk 109"
    page = browser_of().open(f"/policy/rights/{language}")
    assert [h2["id"] for h2 in page.select(".policy h2")] == RIGHTS
    texts = legal_texts("")[language]
    for passage in (*texts.rights, texts.how):
        assert passage.text in page.get_text()
    assert "desk 109" in page.get_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_policy_page_holds_the_additional_information(browser_of, language):
    page = browser_of().open(f"/policy/1/{language}")
    told = page.find(class_="policy-more").get_text()
    assert {one.code for one in legal_texts("")[language].information} == {
        "withdrawal",
        "retention",
        "cross_border",
        "breach",
    }
    for passage in legal_texts("")[language].information:
        assert passage.title in told
        assert passage.text in told


def test_an_installation_may_have_its_own_wording(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(SHIPPED.read_text("utf-8").replace("How to ask", "Ask us"), "utf-8")
    (tmp_path / "instance").mkdir()
    app_at(tmp_path / "instance", LEGAL_TEXTS=str(own))
    assert legal_texts(str(own))["en"].how.title == "Ask us"


@pytest.mark.parametrize("spoilt", ["", "not toml", "no-such-file", "one language"])
def test_a_file_of_texts_that_cannot_be_read_stops_the_start(tmp_path, spoilt):
    own = tmp_path / "own.toml"
    if spoilt != "no-such-file":
        whole = SHIPPED.read_text("utf-8")
        own.write_text(whole.replace("title.ru", "title.xx") if "one" in spoilt else spoilt)
    (tmp_path / "instance").mkdir()
    with pytest.raises(ConfigurationError, match="legal texts"):
        app_at(tmp_path / "instance", LEGAL_TEXTS=str(own))
