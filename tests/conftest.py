# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""A test that takes `compiler` runs once for each compiler under test."""

from pathlib import Path

from support.compilers import compilers


def pytest_generate_tests(metafunc):
    if "compiler" in metafunc.fixturenames:
        metafunc.parametrize("compiler", compilers(), ids=lambda compiler: Path(compiler.command).name)
