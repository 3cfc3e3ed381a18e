# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""No cost in budget.json has grown by a fifth, and the plainest calls keep what is promised of them."""

import sys

import budget
import pytest
import toolchain
from calls.rows import ROWS
from row import Row

FIGURES = budget.committed()
PLAIN = ("()", "(int)", "(int, int)", "(float)", "(str) to int")


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    if not toolchain.has_valgrind():
        pytest.fail("valgrind counts the instructions: tools/setup.sh test installs it")
    return budget.measure(toolchain.Python.of(sys.executable))


@pytest.mark.slow
@pytest.mark.parametrize("name", FIGURES)
def test_within_the_budget(name: str, measured: dict[str, float]) -> None:
    assert measured[name] <= budget.limit(FIGURES[name])


@pytest.mark.slow
@pytest.mark.parametrize(
    "row", [r for r in ROWS if r.group == "positional-only" and r.label in PLAIN], ids=lambda r: r.label
)
def test_a_plain_call_keeps_its_promise(row: Row, measured: dict[str, float]) -> None:
    assert row.at_most == 1.05
    assert measured[f"instructions, {row.key}"] <= row.at_most


@pytest.mark.slow
def test_every_figure_is_committed_and_has_a_reason(measured: dict[str, float]) -> None:
    assert FIGURES.keys() == measured.keys()
    assert all(str(figure["reason"]).strip() for figure in FIGURES.values())


def test_the_plain_calls_are_rows_with_a_budget() -> None:
    assert tuple(r.label for r in ROWS if r.group == "positional-only" and r.label in PLAIN and r.budget) == PLAIN


def test_an_update_keeps_what_did_not_move(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(budget, "FILE", tmp_path / "budget.json")
    budget.update({"a": 1.0, "b": 1.0, "gone": 1.0}, "first")
    budget.update({"a": 1.04, "b": 1.3, "new": 2.0}, "second")
    assert budget.committed() == {
        "a": {"ratio": 1.0, "reason": "first"},
        "b": {"ratio": 1.3, "reason": "second"},
        "new": {"ratio": 2.0, "reason": "second"},
    }
    assert budget.limit(budget.committed()["b"]) == pytest.approx(1.56)
