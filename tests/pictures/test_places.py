"""Where the parts of a picture stand: on one scale, inside the picture, told apart."""

import pytest

from backoffice.pictures.bars import LONGEST, SHORT, bars
from backoffice.pictures.columns import FLOOR, TOP, columns
from backoffice.pictures.data import Datum, first_and_rest, shortened
from backoffice.pictures.stack import PATTERNS, stack


def data(*numbers):
    return [Datum(f"thing {number}", number, str(number)) for number in numbers]


def test_bars_stand_on_one_scale_and_leave_room_for_their_numbers():
    drawn = bars(data(40, 20, 0))
    assert [bar.width for bar in drawn.bars] == [LONGEST, LONGEST / 2, 0]
    assert [bar.shown for bar in drawn.bars] == ["40", "20", "0"]


def test_bars_lie_below_one_another_inside_the_picture():
    drawn = bars(data(3, 2, 1))
    tops = [bar.label_y for bar in drawn.bars]
    assert tops == sorted(set(tops))
    assert all(bar.label_y < bar.y < bar.number_y for bar in drawn.bars)
    assert drawn.bars[-1].y + drawn.bar_height <= drawn.height


def test_nothing_and_zeros_have_no_length():
    assert bars([]).height == 0
    assert [bar.width for bar in bars(data(0, 0)).bars] == [0, 0]
    assert [one.height for one in columns(data(0, 0)).columns] == [0, 0]


def test_a_long_label_is_shortened_for_a_narrow_window_alone():
    name = "Department of transport and road infrastructure"
    [bar] = bars([Datum(name, 1, "1")]).bars
    assert bar.label == name
    assert len(bar.short) == SHORT
    assert bar.short.endswith("…")
    assert shortened("phone", SHORT) == "phone"


def test_columns_share_the_width_and_reach_from_the_floor_to_the_top():
    drawn = columns(data(10, 5, 0, 10))
    assert [(one.y, one.height) for one in drawn.columns][:3] == [
        (TOP, FLOOR - TOP),
        (FLOOR - (FLOOR - TOP) / 2, (FLOOR - TOP) / 2),
        (FLOOR, 0),
    ]
    assert [one.middle for one in drawn.columns] == [12.5, 37.5, 62.5, 87.5]
    assert all(a.x + a.width < b.x for a, b in zip(drawn.columns, drawn.columns[1:], strict=False))


def test_the_last_column_keeps_its_words_in_a_narrow_window():
    assert [one.is_minor for one in columns(data(*range(12))).columns] == [True, False] * 6


def test_parts_of_a_stack_fill_the_bar_and_no_two_look_alike():
    parts = stack(data(1, 2, 0, 5)).parts
    assert parts[0].x == 0
    for one, following in zip(parts, parts[1:], strict=False):
        assert one.x + one.width == pytest.approx(following.x)
    assert parts[-1].x + parts[-1].width == pytest.approx(100)
    assert len({part.pattern for part in parts}) == len(parts)


def test_more_parts_than_patterns_are_refused():
    with pytest.raises(ValueError, match="told apart"):
        stack(data(*range(len(PATTERNS) + 1)))


def test_a_long_list_is_drawn_as_its_first_and_the_others_but_never_one_other():
    first, rest = first_and_rest(data(*range(13, 0, -1)), 10)
    assert (len(first), [one.number for one in rest]) == (10, [3, 2, 1])
    assert first_and_rest(data(*range(11)), 10)[1] == ()
