"""The board of a live quiz."""

from hypothesis import given
from hypothesis import strategies as st

from analytics.quiz_board import Ballot, Line, board

KEYS = {1: "A", 2: "BC", 3: ""}


def test_most_right_first_then_the_quicker() -> None:
    found = board(
        [
            Ballot(1, "Asha", 1, "A", 4.0),
            Ballot(1, "Asha", 2, "C", 6.0),
            Ballot(2, "Bhanu", 1, "A", 2.0),
            Ballot(2, "Bhanu", 2, "B", 3.0),
            Ballot(3, "Chitra", 1, "D", 0.5),
        ],
        KEYS,
    )

    assert found == [
        Line(1, 2, "Bhanu", 2, 2, 5.0),
        Line(2, 1, "Asha", 2, 2, 10.0),
        Line(3, 3, "Chitra", 0, 1, 0.0),
    ]


def test_a_fast_wrong_guess_gains_nothing() -> None:
    found = board([Ballot(1, "Asha", 1, "B", 0.1), Ballot(2, "Bhanu", 1, "B", 9.0)], KEYS)

    assert [line.rank for line in found] == [1, 1]


def test_equals_share_a_rank_and_the_next_one_is_counted_on() -> None:
    ballots = [Ballot(n, f"S{n}", 1, "A", 3.0) for n in (1, 2, 3)]
    found = board([*ballots, Ballot(4, "S4", 1, "A", 4.0)], KEYS)

    assert [line.rank for line in found] == [1, 1, 1, 4]


def test_a_dropped_question_counts_for_nobody() -> None:
    assert board([Ballot(1, "Asha", 3, "A", 1.0)], KEYS) == []


@given(
    st.lists(
        st.builds(
            Ballot,
            st.integers(1, 5),
            st.just("S"),
            st.integers(1, 3),
            st.sampled_from("ABCD"),
            st.floats(0, 60),
        ),
        max_size=30,
    )
)
def test_nobody_above_has_fewer_right(ballots: list[Ballot]) -> None:
    found = board(ballots, KEYS)

    assert [line.right for line in found] == sorted((line.right for line in found), reverse=True)
    assert [line.rank for line in found] == sorted(line.rank for line in found)
    assert sum(line.answered for line in found) == sum(one.position != 3 for one in ballots)
