"""Actions, routes, sentences, labels and permission rows correspond one to one (architecture 5)."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import backoffice
from backoffice.rules.actions import ACTIONS, Action, Nature, Operation
from backoffice.rules.permissions import PERMISSIONS
from backoffice.rules.readings import READINGS, UNCOUNTED
from backoffice.rules.vocabulary.readings import Reading
from backoffice.web.deed_sentences import SENTENCES
from backoffice.web.deeds import DEEDS
from backoffice.web.labels.fields import OPERATIONS

PACKAGE = Path(backoffice.__file__).parent
DEEDS_AND_LOOKS = [action for action in Action if ACTIONS[action].nature is not Nature.OPEN]
PUBLIC = {
    "static",
    "account.sign_in",
    "account.choose_language",
    "policy.current",
    "policy.version",
    "policy.changes",
    "policy.rights",
    "health.alive",
    "health.ready",
    "recipients.data",
    "recipients.accept",
    "recipients.answer",
    "recipients.give_back",
}


def sources():
    """Text of every module that does things, rules and words left out."""
    return {
        path: path.read_text(encoding="utf-8")
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).parts[0] not in ("rules", "web")
    }


def keys_of(module, name):
    """The keys of a table as they are written, a repeated one twice."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        target = node.target if isinstance(node, ast.AnnAssign) else None
        if isinstance(target, ast.Name) and target.id == name and isinstance(node.value, ast.Dict):
            return [ast.unparse(key) for key in node.value.keys if key is not None]
    raise AssertionError(f"{module} holds no table {name}")


@pytest.mark.parametrize(
    ("module", "name", "table"),
    [
        ("rules/actions.py", "ACTIONS", ACTIONS),
        ("rules/permissions.py", "PERMISSIONS", PERMISSIONS),
        ("web/deed_sentences.py", "SENTENCES", SENTENCES),
        ("web/deeds.py", "DEEDS", DEEDS),
    ],
)
def test_every_action_stands_in_every_table_exactly_once(module, name, table):
    assert set(table) == set(Action)
    repeated = [key for key, count in Counter(keys_of(module, name)).items() if count > 1]
    assert not repeated


def test_every_policy_verb_has_a_label_and_no_label_is_of_another_verb():
    assert set(OPERATIONS) == set(Operation)
    assert all(str(label) for label in OPERATIONS.values())


def test_every_action_names_a_clause_of_the_policy():
    assert not [action for action in Action if not re.match(r"\d", ACTIONS[action].clause)]


def test_every_witnessed_reading_is_counted_of_a_person_or_says_why_not():
    looks = {action for action in Action if ACTIONS[action].nature is Nature.WITNESS}
    assert not READINGS[Reading.ANY] & set(UNCOUNTED)
    assert looks - READINGS[Reading.ANY] == set(UNCOUNTED)
    assert all(UNCOUNTED.values())


@pytest.mark.parametrize("action", DEEDS_AND_LOOKS)
def test_every_deed_and_every_look_is_done_somewhere(action):
    assert any(re.search(rf"\bAction\.{action.name}\b", text) for text in sources().values())


@pytest.mark.parametrize(
    "action", [action for action in Action if ACTIONS[action].nature is Nature.DEED]
)
def test_every_deed_has_one_door(action):
    doors = [
        str(path.relative_to(PACKAGE))
        for path, text in sources().items()
        for _door in re.findall(rf"(?:@perform|deed_of)\(\s*Action\.{action.name}\b", text)
    ]
    assert len(doors) == 1, doors


def test_no_open_action_is_performed_or_witnessed():
    opened = {action.name for action in Action if ACTIONS[action].nature is Nature.OPEN}
    text = "\n".join(sources().values())
    done = set(re.findall(r"(?:perform|deed_of|witness)\(\s*Action\.([A-Z_]+)", text))
    assert not done & opened


def test_every_route_names_an_action_or_is_on_the_public_list(app):
    views = app.view_functions
    open_to_all = {name for name, view in views.items() if getattr(view, "action", None) is None}
    assert open_to_all == PUBLIC


def test_every_route_to_a_deed_takes_post(app):
    deeds = [
        rule
        for rule in app.url_map.iter_rules()
        if (action := getattr(app.view_functions[rule.endpoint], "action", None)) is not None
        and ACTIONS[action].nature is Nature.DEED
    ]
    assert deeds
    assert not [rule.endpoint for rule in deeds if "POST" not in rule.methods]


def test_no_address_of_a_page_has_room_for_personal_data(app):
    """Numbers, codes, closed lists and secrets of links only; `<path:…>` is for files."""
    allowed = {"number", "ref", "value_id", "deed", "language", "code", "filename", "token", "key"}
    assert not {rule.endpoint for rule in app.url_map.iter_rules() if set(rule.arguments) - allowed}
