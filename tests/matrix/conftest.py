# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What each job ran, as a table at the end."""


def pytest_terminal_summary(terminalreporter):
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.getreports(outcome)]
    jobs = [report for report in reports if report.nodeid.startswith("tests/matrix/")]
    if jobs:
        terminalreporter.section("jobs")
    for report in jobs:
        said = "; ".join(f"{what}: {text}" for what, text in report.user_properties)
        name = report.nodeid.partition("[")[2].rstrip("]")
        terminalreporter.write_line(f"{name}: {report.outcome} in {report.duration:.0f} s; {said}")
