# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What was measured as Markdown, and what changed since the last time."""

import math
from collections.abc import Iterator
from typing import Any

from calls import rows as calls
from classes import rows as classes
from compile.costs import LONGEST
from row import LABELS, PEERS, Row

ROWS: dict[str, list[Row]] = {"calls": calls.ROWS, "classes": classes.ROWS}
AT_MOST = 1.05
TITLES = {
    "calls": "Calls",
    "classes": "Classes",
    "threads": "Threads without the GIL",
    "header": "Headers",
    "compile": "Compile time and size",
    "import": "Import",
}
# What a figure may differ by from run to run, beyond which a change is told.
WAVERS = {"instructions": 1.02, "ns": 1.5, "seconds": 1.15, "memory": 1.05, "size": 1.01, "us": 1.5, "text": 1.01}


def table(head: list[str], lines: list[list[str]]) -> str:
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, rule, *lines)) + "\n"


def geomean(values: list[float]) -> float:
    return math.exp(sum(map(math.log, values)) / len(values))


def sides_in(rows: dict[str, dict[str, Any]]) -> list[str]:
    return [side for side in LABELS if any(side in cells for cells in rows.values())]


def ratios(found: dict[str, Any], what: str, side: str) -> list[float]:
    """Of a side to the code by hand, in the rows that both have."""
    pairs = [(c[side].get(what), c["hand"].get(what)) for c in found["rows"].values() if side in c]
    # On a loaded machine the empty loop may take longer than the row.
    return [mine / hand for mine, hand in pairs if (mine or 0) > 0 and (hand or 0) > 0]


def summary(found: dict[str, Any]) -> str:
    sides = [side for side in sides_in(found["rows"]) if side not in ("hand", "clinic")]
    lines = []
    for what in ("instructions", "ns"):
        each = [ratios(found, what, side) for side in sides]
        cells = [f"{geomean(r):.2f} ({len(r)})" if r else "" for r in each]
        lines.append([f"{what}, to the code by hand", *cells])
    return table(["geometric mean (rows)", *(LABELS[side] for side in sides)], lines)


def speed(part: str, found: dict[str, Any]) -> str:
    checked = found["checked"]
    alike = ", ".join(LABELS[side] for side in checked["alike"])
    otherwise = ", ".join(f"{LABELS[s]} {n:,}" for s, n in checked["peers answer otherwise"].items())
    out = [f"{checked['asked']:,} calls answered alike by {alike}. Of them the others answer otherwise: {otherwise}.\n"]
    out += [summary(found), "Instructions of one run, and their ratio to the code by hand:\n"]
    sides = sides_in(found["rows"])
    rows = [row for row in ROWS[part] if row.key in found["rows"]]
    head = ["", *(LABELS[side] for side in sides)]
    lines = []
    for row in rows:
        cells = found["rows"][row.key]
        left_out = checked["left out"].get(row.key, {})
        if "instructions" in cells["hand"]:
            lines.append([row.key, *(instructions(row, cells, side, left_out) for side in sides)])
    out += [table(head, lines), "Nanoseconds: the median of all rounds, and half of what lies between its quartiles:\n"]
    lines = [[row.key, *(nanoseconds(found["rows"][row.key].get(side)) for side in sides)] for row in rows]
    return "\n".join([*out, table(head, lines), *findings(rows, found["rows"])])


def instructions(row: Row, cells: dict[str, Any], side: str, left_out: dict[str, str]) -> str:
    if side in left_out:
        return left_out[side]
    if side not in cells or "instructions" not in cells[side]:
        return ""
    count, hand = cells[side]["instructions"], cells["hand"]["instructions"]
    if side == "hand":
        return f"{count:,.0f}"
    text = f"{count:,.0f} ({count / hand:.2f})"
    return f"**{text}**" if side == "tether" and count > limit(row) * hand else text


def nanoseconds(cell: dict[str, float] | None) -> str:
    return f"{cell['ns']:,.1f} ± {cell['spread'] / 2:,.1f}" if cell else ""


def limit(row: Row) -> float:
    return row.at_most if row.at_most is not None and row.against == "hand" else AT_MOST


def findings(rows: list[Row], cells: dict[str, Any]) -> Iterator[str]:
    """The rows in which Tether is above its limit, or behind a peer, or a peer ahead of the code by hand."""
    above, behind, hand_behind = [], [], []
    for row in rows:
        counts = {side: c["instructions"] for side, c in cells[row.key].items() if "instructions" in c}
        if "hand" not in counts:
            continue
        if counts["tether"] > limit(row) * counts["hand"]:
            above.append(f"{row.key} ({counts['tether'] / counts['hand']:.2f})")
        best = min((side for side in PEERS if side in counts), key=lambda side: counts[side], default=None)
        if best and counts[best] < counts["tether"]:
            behind.append(f"{row.key} ({LABELS[best]}, {counts['tether'] / counts[best]:.2f})")
        if best and counts[best] < counts["hand"]:
            hand_behind.append(f"{row.key} ({LABELS[best]}, {counts['hand'] / counts[best]:.2f})")
    yield f"Tether above its limit, {AT_MOST} where nothing else is promised: {'; '.join(above) or 'nowhere'}.\n"
    yield f"Tether behind another binding: {'; '.join(behind) or 'nowhere'}.\n"
    yield f"The code by hand behind a binding: {'; '.join(hand_behind) or 'nowhere'}.\n"


def threads(found: dict[str, Any]) -> str:
    sides = sides_in(found["rows"])
    lines = []
    for key, cells in found["rows"].items():
        shown = ["  ".join(f"{rate:.3g}" for rate in cells[side].values()) if side in cells else "" for side in sides]
        lines.append([key, *shown])
    head = f"Calls a microsecond by 1, 2 and 4 threads together, on {found['python']}:\n\n"
    return head + table(["", *(LABELS[side] for side in sides)], lines)


def headers(found: dict[str, Any]) -> str:
    rows = {label: cell for label, cell in found.items() if label != "about"}
    least = rows["Python.h"]["seconds"]
    lines = [
        [label, f"{c['text'] / 1e6:.3f}", f"{c['seconds']:.2f}", f"{c['seconds'] / least:.2f}"]
        for label, c in rows.items()
    ]
    return table(["include", "preprocessed, MB", "parsed in, s", "to Python.h"], lines)


def compiled(found: dict[str, Any]) -> str:
    out = []
    for setting, programs in found.items():
        out += [f"### {setting}\n", origin(programs["about"], {})]
        for program, cells in programs.items():
            if program == "about":
                continue
            hand = cells["by hand"]
            lines = []
            for label, c in cells.items():
                seconds = f"{c['seconds']:.2f} ({c['seconds'] / hand['seconds']:.2f})"
                size = f"{c['size'] / 1024:,.0f} ({c['size'] / hand['size']:.2f})"
                lines.append([label, seconds, f"{c['memory'] / 1024:,.0f}", size])
            out.append(f"{program}:\n")
            out.append(table(["", "user CPU, s", "peak memory, MiB", "stripped, KiB"], lines))
            late = [name for key, name in LABELS.items() if key in programs["about"]["peers"] and name not in cells]
            if late and " units " not in program:
                out.append(f"Without {', '.join(late)}: more than {LONGEST:.0f} seconds.\n")
    return "\n".join(out)


def imported(found: dict[str, Any]) -> str:
    out = []
    for program, cells in found.items():
        if program == "about":
            continue
        lines = [
            [label, f"{c['us']:,.0f}", f"{c['instructions'] / 1e6:.2f}" if "instructions" in c else ""]
            for label, c in cells.items()
        ]
        out += [f"{program}:\n", table(["", "µs", "million instructions"], lines)]
    return "\n".join(out)


def section(part: str, found: dict[str, Any]) -> str:
    if part in ROWS:
        return speed(part, found)
    return {"threads": threads, "header": headers, "compile": compiled, "import": imported}[part](found)


def origin(about: dict[str, Any], missing: dict[str, str]) -> str:
    others = ", ".join(f"{LABELS[name]} {version}" for name, version in about["peers"].items())
    versions = ", ".join(filter(None, (about["python"], about["compiler"], about["rust"], others)))
    out = f"{about['date']}, `{about['command']}`: {versions}; {about['machine']}.\n"
    left_out = {LABELS[name]: reason for name, reason in (about["missing"] | missing).items()}
    return out + "".join(f"Without {name}: {reason}.\n" for name, reason in left_out.items())


def page(results: dict[str, Any]) -> str:
    out = [HEAD]
    for part, title in TITLES.items():
        found = results.get(part)
        if not found:
            continue
        out += [f"## {title}\n", *([f"![{title}](benchmarks/{part}.svg)\n"] if part in PLOTTED else []), NOTES[part]]
        if part != "compile":  # which says it of each setting
            out.append(origin(found["about"], found.get("missing here", {})))
        out.append(section(part, found))
    return "\n".join(out).rstrip() + "\n"


def flat(found: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], float]]:
    if isinstance(found, dict):
        for name, inner in found.items():
            yield from flat(inner, (*path, name))
    elif isinstance(found, (int, float)) and path[-1] in WAVERS:
        yield path, found


def changes(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """The figures that moved by more than they waver."""
    before = dict(flat(old))
    moved = []
    for path, now in flat(new):
        was = before.get(path)
        if was and now and max(was, now) > WAVERS[path[-1]] * min(was, now):
            moved.append(f"{': '.join(path)}: {was:,g} -> {now:,g} ({now / was:.2f})")
    if before:
        yield f"Since the last run {len(moved)} figures moved by more than they waver."
    yield from moved


PLOTTED = ("calls", "classes", "threads", "compile")
HEAD = """# Benchmarks

Written by `benchmarks/run.py`, which measures what it prints ([how](../benchmarks/README.md)): the same Python API by Tether,
by hand against the C API, and by other bindings. What does not give equal results is not compared.
"""
SPEED = """Instructions are counted by callgrind, include CPython's own share of the call, and are the same in every run; nanoseconds
are from one process in which all take turns, with the empty loop subtracted. A word in place of a figure says what the binding
does instead. Bold: above the limit, 1.05 of the code by hand where nothing else is promised.
"""
NOTES = {
    "calls": SPEED,
    "classes": SPEED,
    "threads": "Each thread calls the same function with values of its own. As many cores as threads, or the last column says little.\n",
    "header": "The text that the preprocessor leaves, and the time of `-fsyntax-only`.\n",
    "compile": """Functions have six arguments with names, classes six fields, a constructor of all six and a method. One source is compiled
with the same flags for all; every module is imported and all of it called. nanobind's own library is compiled beforehand: it is
not in the time, but in the size. PyO3's time is the crate's, with its link (at -Os with LTO), Cython's that of both compilers.
Ratios are to the code by hand.
""",
    "import": "In a new process, by the modules of above at -Os: the median of the time of the `import` statement, and its instructions.\n",
}
