# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What tools/pythons.sh and tools/compilers.sh find or make; a test that wants what cannot be had is skipped."""

import subprocess
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / "tools"


def obtain(tool: str, name: str) -> str:
    """The path of the program that the tool has for this name."""
    found = subprocess.run([TOOLS / tool, name], capture_output=True, text=True)
    if found.returncode != 0:
        pytest.skip(f"{name} did not run: {found.stderr.strip().splitlines()[0]}")
    return found.stdout.split()[1]
