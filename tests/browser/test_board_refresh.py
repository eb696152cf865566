"""The board looks again by itself and leaves whoever works at it in peace."""

import pytest

from tests.browser.steps import follow, number_of

pytestmark = pytest.mark.browser

SEEN = "seen="


@pytest.fixture
def board(fresh_quarter, desk_of, given):
    """A board with nine cases in a low window; its clock can be turned forward."""
    numbers = [given.appeal().number for _case in range(9)]
    desk = desk_of()
    desk.page.clock.install()
    desk.sign_in("operator")
    desk.page.set_viewport_size({"width": 1200, "height": 500})
    desk.open("/board")
    desk.numbers = numbers
    return desk


def look_again(desk):
    """Let the time pass after which the board asks; returns the status of the answer."""
    with desk.page.expect_response(lambda answer: SEEN in answer.url) as asked:
        desk.page.clock.fast_forward("00:21")
    asked.value.finished()
    return asked.value.status


def focus(desk):
    return desk.page.evaluate("document.activeElement.id")


def test_when_nothing_changed_the_answer_is_empty_and_the_page_stays(board):
    board.page.evaluate("document.querySelector('.tile').dataset.mine = 'yes'")
    assert look_again(board) == 204
    assert board.page.locator("[data-mine=yes]").count() == 1


def test_a_case_moved_elsewhere_comes_to_its_column_and_disturbs_nothing(board, desk_of):
    page, (moved, worked_at, opened) = board.page, board.numbers[:3]
    page.click(f"#moves-{opened}")
    page.evaluate("scrollTo(0, 240)")
    page.evaluate(f"document.getElementById('open-{worked_at}').focus({{preventScroll: true}})")
    where = top_of(page, worked_at)
    take(desk_of("operator"), moved)
    assert look_again(board) == 200
    page.wait_for_selector(f"#column-in_work #tile-{moved}")
    assert page.locator(f"#tile-{moved}").count() == 1
    assert focus(board) == f"open-{worked_at}"
    assert abs(top_of(page, worked_at) - where) <= 1
    assert page.evaluate(f"document.getElementById('menu-{opened}').open")
    assert look_again(board) == 204


def top_of(page, number):
    """How far below the edge of the window a case stands: what the eye rests on."""
    return page.evaluate(f"document.getElementById('open-{number}').getBoundingClientRect().top")


def test_the_focus_goes_along_with_a_case_that_moves(board, desk_of):
    moved = board.numbers[0]
    board.page.focus(f"#open-{moved}")
    take(desk_of("operator"), moved)
    look_again(board)
    board.page.wait_for_selector(f"#column-in_work #tile-{moved}")
    assert focus(board) == f"open-{moved}"


def take(desk, number):
    """A colleague at another window takes the case into work."""
    desk.open(f"/appeals/{number}")
    desk.page.click("form[action$='/take'] button")
    desk.page.wait_for_selector("form[action$='/take']", state="detached")


def test_a_move_by_the_menu_of_a_tile_needs_no_page_of_the_case(board):
    number = board.numbers[0]
    follow(board, f"#menu-{number} form[action$='/take'] button")
    assert number_of(board) == number
    board.open("/board")
    assert board.page.locator(f"#column-in_work #tile-{number}").count() == 1
