#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
# Builds examples/string_sum with pip and uses it: the shortest way from a fresh machine to a module in C++.
set -euo pipefail
cd "$(dirname "$0")/.."
python=$(tools/setup.sh try)
"$python" -m pip install -q --disable-pip-version-check ./examples/string_sum

cd / # so that what is imported is what was installed
"$python" - 2>&1 <<'EOF'
import code

console = code.InteractiveConsole()
for line in """\
import string_sum
string_sum.__doc__
string_sum.sum_as_string(5, 20)
string_sum.sum_as_string(b=20, a=5)
string_sum.sum_as_string(5)
string_sum.sum_as_string("5")
string_sum.sum_as_string(-1)
import inspect
inspect.signature(string_sum.sum_as_string)
string_sum.sum_as_string.__text_signature__
string_sum.sum_as_string.__module__
string_sum.sum_as_string.__doc__""".splitlines():
    print(">>>", line, flush=True)
    console.push(line)
EOF
