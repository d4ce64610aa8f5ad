"""A solver for each template, by its id."""

from collections.abc import Callable

from tests.support import arithmetic_solvers as arithmetic
from tests.support import reasoning_solvers as reasoning
from tests.support.arithmetic_solvers import Answer, value_of

__all__ = ["SOLVERS", "value_of"]

SOLVERS: dict[str, Callable[[str, str], Answer]] = {
    "percent_of": arithmetic.percent_of,
    "successive_change": arithmetic.successive_change,
    "profit": arithmetic.profit,
    "discount": arithmetic.discount,
    "simple_interest": arithmetic.simple_interest,
    "compound_interest": arithmetic.compound_interest,
    "ratio_share": arithmetic.ratio_share,
    "average": arithmetic.average,
    "ages": arithmetic.ages,
    "hcf_lcm": arithmetic.hcf_lcm,
    "simplify": arithmetic.simplify,
    "remainder": arithmetic.remainder,
    "two_numbers": arithmetic.two_numbers,
    "work": arithmetic.work,
    "pipes": arithmetic.pipes,
    "speed": arithmetic.speed,
    "trains": arithmetic.trains,
    "boats": arithmetic.boats,
    "area": arithmetic.area,
    "table": arithmetic.table,
    "median": arithmetic.middle,
    "number_series": reasoning.number_series,
    "letter_series": reasoning.letter_series,
    "letter_code": reasoning.letter_code,
    "word_value": reasoning.word_value,
    "odd_one": reasoning.odd_one,
    "direction": reasoning.direction,
    "calendar": reasoning.calendar,
    "clock": reasoning.clock,
    "ranking": reasoning.ranking,
    "seating": reasoning.seating,
    "syllogism": reasoning.syllogism,
    "blood": reasoning.blood,
    "venn": arithmetic.venn,
}
