# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Each .cpp here is two programs: right as it stands, wrong with TETHER_EXPECT_ERROR, and the wrong one says
what its `//~ error: <text>` comments promise, each once, and nothing else."""

import re
from pathlib import Path

import pytest
from support.tree import all_headers

HERE = Path(__file__).parent
SELF_TEST = HERE / "self_test"

MARKER = re.compile(r"//~ error(?:\((?P<who>[^)]*)\))?: (?P<text>.*?)\s*$", re.M)
ERROR = re.compile(r"^[^\n]*?: (?:fatal )?error: [^\n]*$", re.M)


def expected(source: str, compiler) -> list[str]:
    """The texts for one compiler: `error:` is for all, `error(computed):` for those that print computed
    texts, `error(fixed):` for the others, `error(g++):` and `error(clang++):` for one family, `error(g++ fixed):`
    for its older half."""
    mine = {compiler.family, "computed" if compiler.computes_texts else "fixed"}
    return [m["text"] for m in MARKER.finditer(source) if mine.issuperset((m["who"] or "").split())]


def verdict(path: Path, compiler) -> list[str]:
    """What is wrong with one file: nothing, when both twins are what they should be."""
    texts = expected(path.read_text(), compiler)
    if not texts:
        return [f"{path.name} expects no error of {compiler.family}: write a line `//~ error: <text>`"]
    faults = []
    right = compiler.check(path)
    if right.returncode != 0:
        faults.append(f"the right twin does not compile:\n{right.stderr}")
    wrong = compiler.check(path, "-DTETHER_EXPECT_ERROR")
    if wrong.returncode == 0:
        faults.append("the wrong twin compiles")
    # clang++ repeats the text as it is written in the source, its quotation marks behind backslashes.
    errors = [error.replace('\\"', '"') for error in ERROR.findall(wrong.stderr)]
    for text in texts:
        count = sum(text in error for error in errors)
        if count != 1:
            faults.append(f"expected once, found {count} times: {text}")
    others = [error for error in errors if not any(text in error for text in texts)]
    if others:
        faults.append("errors beside it:\n" + "\n".join(others))
    if faults and wrong.returncode != 0:
        faults.append("the wrong twin says:\n" + wrong.stderr)
    return faults


CASES = sorted(HERE.glob("*.cpp"))


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_the_mistake_is_answered_in_our_words_and_only_once(path, compiler):
    faults = verdict(path, compiler)
    assert not faults, "\n\n".join(faults)


def test_every_sentence_is_somebodys_answer():
    literal = r'"(?:[^"\\]|\\.)*"'
    says = re.compile(rf"static_assert\([^;]*?((?:{literal}\s*)+)", re.S)
    faults = re.compile(rf"^ +X\(\w+, ({literal})", re.M)
    sentences = set()
    for header in all_headers().values():
        for found in [*says.finditer(header.text), *faults.finditer(header.text)]:
            text = "".join(part[1:-1] for part in re.findall(literal, found[1]))
            sentences.add(text.partition("\\")[0][:40])  # what follows may be a macro's
    answered = "".join(marker["text"] + "\n" for path in CASES for marker in MARKER.finditer(path.read_text()))
    assert len(sentences) > 60
    assert [text for text in sorted(sentences) if text not in answered] == []


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("good", None),
        ("wrong_twin_compiles", "the wrong twin compiles"),
        ("right_twin_fails", "the right twin does not compile"),
        ("other_words", "expected once, found 0 times: tether: these words"),
        ("said_twice", "expected once, found 2 times: tether: said for each"),
        ("second_error", "errors beside it"),
        ("no_marker", "expects no error"),
        ("only_in_the_echo", "expected once, found 0 times: tether: only in the comment"),
    ],
)
def test_the_driver_sees(name, fault, compiler):
    faults = verdict(SELF_TEST / f"{name}.cpp", compiler)
    if fault is None:
        assert not faults
    else:
        assert any(fault in each for each in faults), faults
