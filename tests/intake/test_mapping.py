"""The mapping of an import: whatever stands in it, a mistake is told in one sentence."""

import pytest

from backoffice.intake.mapping import SourceMapping, read_mapping
from backoffice.intake.settings import MappingError
from backoffice.rules.fields import Field

GOOD = {
    "source": '"old-crm"',
    "country": '"KZ"',
    "closed": '"new"',
    "language": '"ru"',
    "category": '{column = "topic", values = {light = "LGHT"}, unknown = "reject"}',
    "file": '{encoding = "utf-8", delimiter = ",", time_zone = "Asia/Almaty"}',
    "columns": '{id = "no", received_at = "when", date_formats = ["iso"]}',
    "texts": '{problem_text = ["subject", "text"], name = "name"}',
}
SETTINGS = [
    *((name, text) for name, text in GOOD.items()),
    ("category", '"topic"'),
    ("category", '["LGHT"]'),
    ("category", '{values = "light"}'),
    ("category", '{column = "topic", values = VALUE}'),
    ("category", '{column = "topic", unknown = VALUE}'),
    ("category", "{column = VALUE}"),
    ("category", '{column = "topic", values = {light = VALUE}}'),
    ("file", "{encoding = VALUE}"),
    ("file", "{delimiter = VALUE}"),
    ("file", "{time_zone = VALUE}"),
    ("columns", "{id = VALUE}"),
    ("columns", "{received_at = VALUE}"),
    ("columns", "{date_formats = VALUE}"),
    ("texts", "{problem_text = VALUE}"),
    ("texts", '{problem_text = "text", name = ["n", VALUE]}'),
]
VALUES = ["1", "1.5", "true", '"x"', '""', '"\\u0000"', "[]", "[1]", '["t", 1]', "{}", "{a = 1}"]
VALUES += ["2026-11-23", '"undefined"', '"../x"']


@pytest.fixture
def mapping(tmp_path):
    def read(**settings: str) -> SourceMapping:
        file = tmp_path / "map.toml"
        told = "\n".join(f"{name} = {text}" for name, text in {**GOOD, **settings}.items())
        file.write_text(told, encoding="utf-8")
        return read_mapping(file, categories={"LGHT"}, districts={"esil"})

    return read


def test_a_good_mapping_is_read(mapping):
    read = mapping()
    assert read.columns == {"no", "when", "subject", "text", "name", "topic"}
    assert read.texts[Field.NAME] == ("name",)
    assert read.choices["category"].code("light ") == "LGHT"
    assert read.choices["category"].code("gas") == "reject"


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(("name", "shape"), SETTINGS)
def test_a_value_of_a_wrong_kind_is_a_sentence_and_never_a_fault(mapping, name, shape, value):
    for setting in {name: value}, {name: shape.replace("VALUE", value)}:
        read, said = outcome(mapping, setting)
        assert said.endswith(".")
        assert all(isinstance(column, str) for column in (read.columns if read else ()))


def outcome(mapping, setting):
    """The mapping that was read, or the sentence why not."""
    try:
        return mapping(**setting), "."
    except MappingError as told:
        return None, str(told)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"texts": '{problem_text = ["t", 1]}'}, "texts.problem_text is a text or a list"),
        ({"texts": "{problem_text = []}"}, "texts.problem_text is a text or a list"),
        ({"category": '{column = "topic", values = "x"}'}, "category.values is a table"),
        ({"columns": "{id = 1}"}, "columns.id is a text"),
        ({"file": '{encoding = "undefined"}'}, "file.encoding"),
    ],
)
def test_the_sentence_names_the_setting(mapping, setting, said):
    with pytest.raises(MappingError, match=said):
        mapping(**setting)
