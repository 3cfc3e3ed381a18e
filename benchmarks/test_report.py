# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What the page says follows from what was measured."""

import json
import sys
import time

import peers
import pytest
import report
import toolchain as tool
from compile.generate import KINDS, generate, generate_parts
from row import OURS, PEERS, Row, answer

ROW = Row("group", "label", "function", "f(1)")


def cells(**instructions: float) -> dict[str, dict[str, float]]:
    return {side: {"ns": 1.0, "spread": 0.0, "instructions": count} for side, count in instructions.items()}


def test_what_moved_is_told_where_it_moved_by_more_than_it_wavers() -> None:
    old = {"calls": {"rows": {"a": {"tether": {"instructions": 100.0, "ns": 10.0, "spread": 1.0}}}}}
    new = {"calls": {"rows": {"a": {"tether": {"instructions": 103.0, "ns": 11.0, "spread": 9.0}}}}}
    assert list(report.changes(old, new)) == [
        "Since the last run 1 figures moved by more than they waver.",
        "calls: rows: a: tether: instructions: 100 -> 103 (1.03)",
    ]
    assert list(report.changes({}, new)) == []


def test_the_page_names_the_rows_above_their_limit_and_behind_others() -> None:
    above, behind, hand_behind = report.findings([ROW], {ROW.key: cells(tether=120, hand=100, cython=90)})
    assert above.endswith("promised: group: label (1.20).\n")
    assert behind == "Tether behind another binding: group: label (Cython, 1.33).\n"
    assert hand_behind == "The code by hand behind a binding: group: label (Cython, 1.11).\n"


def test_the_page_says_so_where_there_is_nothing_to_find() -> None:
    found = list(report.findings([ROW], {ROW.key: cells(tether=100, hand=100, cython=120)}))
    assert [line.rpartition(": ")[2] for line in found] == ["nowhere.\n"] * 3


def test_a_promise_of_its_own_is_the_limit_of_a_row() -> None:
    checked = Row("group", "label", "function", "f(1)", at_most=1.10)
    assert next(report.findings([checked], {checked.key: cells(tether=109, hand=100)})).endswith("nowhere.\n")


def test_a_binding_that_is_left_out_is_named_with_the_reason() -> None:
    about = {"date": "d", "command": "c", "python": "p", "compiler": "g", "rust": "", "machine": "m", "peers": {}}
    text = report.origin(about | {"missing": {"pyo3": "there is no cargo"}}, {"cython": "does not compile"})
    assert "Without PyO3: there is no cargo.\nWithout Cython: does not compile.\n" in text


@pytest.mark.parametrize(
    ("call", "wanted"),
    [
        ("f(1)", ("gives", int, "2")),
        ("f('x')", "TypeError"),
        ("for _ in [f(1)]: pass", ("gives", type(None), "None")),
        ("[f(0), f(1)]", [("gives", int, "1"), ("gives", int, "2")]),
    ],
)
def test_what_a_row_gives_is_comparable(call: str, wanted: object) -> None:
    assert answer(Row("group", "label", "function", call), {"f": lambda a: a + 1}) == wanted


def test_a_peer_that_cannot_be_had_has_a_reason(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(peers.Missing, match="there is no cargo"):
        peers.find(tmp_path, "pyo3")
    with pytest.raises(peers.Missing, match="^no$"):
        peers.call(["/bin/sh", "-c", "echo error: no; exit 1"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_binding_binds_all_that_is_declared(kind: str) -> None:
    assert all(f"test_{i:04}" in generate("functions", kind, 7) for i in range(7))
    assert all(f"Struct{i:04}" in generate("classes", kind, 7) for i in range(7))


def test_parts_make_up_the_whole() -> None:
    *parts, whole = generate_parts("hand", 3, 2)
    assert all(f"test_{2 * i:04}" in text and f"add_{i}" in whole for i, text in enumerate(parts))


def test_every_binding_has_its_sources() -> None:
    for table in ("calls", "classes"):
        there = {path.stem for path in (tool.HERE / table).iterdir()}
        assert there >= {*OURS, *PEERS} - ({"clinic"} if table == "classes" else set())


def test_the_committed_page_is_what_the_committed_results_say() -> None:
    results = tool.HERE / "results.json"
    assert (tool.ROOT / "docs" / "benchmarks.md").read_text() == report.page(json.loads(results.read_text()))


def test_a_program_that_takes_too_long_is_ended_with_its_children() -> None:
    sleeper = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    start = time.monotonic()
    with pytest.raises(tool.TooLong):
        tool.run([sys.executable, "-c", sleeper], 0.3)
    assert time.monotonic() - start < 30
    assert tool.run([sys.executable, "-c", ""], 60).seconds < 60
