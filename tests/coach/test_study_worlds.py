"""A smoke of the long simulation: in worlds that are not the planner's, the plan beats the rest."""

import ast
from pathlib import Path
from statistics import mean
from types import ModuleType

import pytest

import benchmarks.further_worlds
import benchmarks.study_world
from benchmarks.study_plans import learner_marks

#: Forty in all; the long run has 400 a world.
LEARNERS = range(8)
BOTH = ("uniform", "plan, made anew each week")


@pytest.mark.parametrize("module", [benchmarks.study_world, benchmarks.further_worlds])
def test_the_worlds_know_nothing_of_the_planner(module: ModuleType) -> None:
    tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
    names = {
        alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {
        (node.module or "").split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }

    assert not names & {"coach", "analytics", "services"}


def test_the_plan_beats_uniform_study_in_every_world() -> None:
    for world, least in (
        ("items", 3.0),
        ("skills", 3.0),
        ("traces", 3.0),
        ("ladders", 0.5),
        ("crowds", 1.5),
    ):
        found = [learner_marks(world, number, names=BOTH) for number in LEARNERS]
        gain = mean(one[BOTH[1]] - one[BOTH[0]] for one in found)
        assert gain > least, world
