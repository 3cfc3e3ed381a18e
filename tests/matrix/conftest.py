# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Which cells are run, and a table of them at the end."""

import pytest
from support.cells import EVERY, SELECTION, Cell


def pytest_addoption(parser):
    parser.addoption("--cell", action="append", metavar="NAME", help="this cell, such as cp313-clang++-16-Release")
    parser.addoption("--every", action="store_true", help="every cell, not CI's selection alone")


def pytest_generate_tests(metafunc):
    if "cell" in metafunc.fixturenames:
        names = metafunc.config.getoption("cell") or (EVERY if metafunc.config.getoption("every") else SELECTION)
        try:
            cells = [Cell.named(name) for name in names]
        except ValueError as error:
            raise pytest.UsageError(str(error)) from None
        metafunc.parametrize("cell", cells, ids=names)


def pytest_terminal_summary(terminalreporter):
    reports = [
        report
        for outcome in ("passed", "failed", "skipped")
        for report in terminalreporter.getreports(outcome)
        if "[" in report.nodeid and (report.when == "call" or report.skipped)
    ]
    if not reports:
        return
    terminalreporter.section("cells")
    width = max(len(report.nodeid.partition("[")[2]) for report in reports)
    for report in reports:
        name = report.nodeid.partition("[")[2].rstrip("]")
        said = [f"{what}: {text}" for what, text in report.user_properties]
        terminalreporter.write_line("; ".join([f"{name:{width}} {report.outcome:7} {report.duration:4.0f} s", *said]))
