# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Draws results.json: one SVG for each part that a person wants to take in at a glance.

python plots.py results.json FOLDER
"""

import json
import pathlib
import sys
from typing import Any

import matplotlib
from report import geomean
from row import LABELS, PEERS

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402

COLOURS = {
    "tether": "#0b6e4f",
    "hand": "#888888",
    "nanobind": "#3b6fb6",
    "pybind11": "#c1432e",
    "pyo3": "#b7791f",
    "cython": "#7b4fa3",
}
DRAWN = ("tether", *PEERS)
plt.rcParams |= {
    "svg.hashsalt": "tether",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def save(figure: Any, target: pathlib.Path) -> None:
    figure.savefig(target, bbox_inches="tight", facecolor="white", metadata={"Date": None})
    plt.close(figure)
    target.write_text("".join(f"{line.rstrip()}\n" for line in target.read_text().splitlines()))


def means(rows: list[dict[str, float]]) -> dict[str, float]:
    """Of the rows in which all take part that take part in any of them: the same work for each."""
    sides = {side for row in rows for side in row}
    common = [row for row in rows if row.keys() == sides] or rows
    return {side: geomean([row[side] for row in common if side in row]) for side in sides}


def draw_speed(found: dict[str, Any], title: str, target: pathlib.Path) -> None:
    """A line for each group of rows, a dot for each binding: how many times the instructions of the code by hand."""
    groups: dict[str, list[dict[str, float]]] = {}
    for key, cells in found["rows"].items():
        counts = {side: cells[side].get("instructions") for side in ("hand", *DRAWN) if side in cells}
        if counts["hand"]:
            group = groups.setdefault(key.partition(": ")[0], [])
            group.append({side: count / counts["hand"] for side, count in counts.items()})
    shown = {name: means(rows) for name, rows in groups.items()}
    figure, axes = plt.subplots(figsize=(8, 0.45 * len(groups) + 1.2))
    axes.axvline(1, color=COLOURS["hand"], linewidth=1, zorder=0)
    for side in DRAWN:
        points = [(mean[side], y) for y, mean in enumerate(shown.values()) if side in mean]
        if points:
            size = 90 if side == "tether" else 45
            axes.scatter(*zip(*points), color=COLOURS[side], label=LABELS[side], s=size, zorder=3 if size > 50 else 2)
    axes.set_yticks(range(len(groups)), list(groups))
    axes.invert_yaxis()
    axes.grid(axis="y", color="#eeeeee")
    axes.set_axisbelow(True)
    axes.set_xscale("log")
    ticks = [t for t in (0.5, 1, 2, 4, 8, 16, 32) if axes.get_xlim()[0] <= t <= axes.get_xlim()[1]]
    axes.set_xticks(ticks, [f"{t:g}×" for t in ticks])
    axes.minorticks_off()
    axes.set_title(f"{title}: instructions to those of C by hand (left is better)", loc="left", fontsize=11)
    axes.legend(ncols=len(DRAWN), frameon=False, loc="upper center", bbox_to_anchor=(0.45, -0.6 / len(groups)))
    save(figure, target)


def draw_compile(found: dict[str, Any], target: pathlib.Path) -> None:
    """Bars of time and size at the first setting."""
    setting, programs = next(iter(found.items()))
    shown = {name: cells for name, cells in programs.items() if name != "about"}
    order = [LABELS[side] for side in ("hand", *DRAWN)]
    colours = {LABELS[side]: COLOURS[side] for side in ("hand", *DRAWN)}
    figure, grid = plt.subplots(2, len(shown), figsize=(2.6 * len(shown) + 1.5, 4.6), squeeze=False)
    for column, (name, cells) in enumerate(shown.items()):
        for axes, what, scale, unit in (
            (grid[0][column], "seconds", 1, "seconds to compile"),
            (grid[1][column], "size", 1024, "KiB stripped"),
        ):
            labels = [label for label in order if label in cells]
            values = [cells[label][what] / scale for label in labels]
            bars = axes.barh(labels, values, color=[colours[label] for label in labels])
            axes.bar_label(
                bars, labels=[f"{value:.3g}" if value < 100 else f"{value:,.0f}" for value in values], padding=2
            )
            axes.invert_yaxis()
            axes.set_xlim(0, max(values) * 1.25)
            axes.set_xticks([])
            axes.spines["bottom"].set_visible(False)
            axes.set_title(f"{name}:\n{unit}" if what == "seconds" else unit, loc="left", fontsize=10)
    figure.suptitle(f"{setting} (shorter is better)", x=0.01, ha="left", fontsize=11)
    figure.tight_layout()
    save(figure, target)


def draw_threads(found: dict[str, Any], target: pathlib.Path) -> None:
    """A small picture for each row: calls a microsecond by threads."""
    rows = found["rows"]
    columns = 4
    lines = -(-len(rows) // columns)
    figure, grid = plt.subplots(lines, columns, figsize=(10, 2.2 * lines + 0.6), squeeze=False)
    for axes in grid.flat[len(rows) :]:
        axes.set_visible(False)
    for axes, (key, cells) in zip(grid.flat, rows.items()):
        for side in ("hand", *DRAWN):
            if side in cells:
                counts = [int(n) for n in cells[side]]
                width = 2.5 if side == "tether" else 1.2
                axes.plot(
                    counts, list(cells[side].values()), "o-", color=COLOURS[side], label=LABELS[side], lw=width, ms=3
                )
        axes.set_xticks(counts)
        axes.set_ylim(0)
        axes.set_title(key, loc="left", fontsize=9)
    handles, labels = grid.flat[0].get_legend_handles_labels()
    figure.legend(handles, labels, ncols=len(labels), frameon=False, loc="lower center", bbox_to_anchor=(0.5, -0.04))
    figure.suptitle("Calls a microsecond by 1, 2 and 4 threads (higher is better)", x=0.01, ha="left", fontsize=11)
    figure.tight_layout()
    save(figure, target)


if __name__ == "__main__":
    results = json.loads(pathlib.Path(sys.argv[1]).read_text())
    folder = pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for part, title in (("calls", "Calls"), ("classes", "Classes")):
        if part in results:
            draw_speed(results[part], title, folder / f"{part}.svg")
    if "threads" in results:
        draw_threads(results["threads"], folder / "threads.svg")
    if "compile" in results:
        draw_compile(results["compile"], folder / "compile.svg")
