import collections
import subprocess
import sys
import threading

import pytest
from word_count import word_count

TEXTS = [
    "",
    " ",
    "one",
    " one  two\tone\n",
    "größe 東京 größe",
    "a\u00a0b\u2003c\u3000d\u1680e\u2028f\u2029g\u202fh\u205fi\x85j\x1ck\x1fl\x0bm",
    "no\u200bbreak zero\ufeffwidth",
    "nul\0inside nul\0inside",
    "\u3000".join(["x", "y"] * 500),
    " ".join(f"w{i % 97}" for i in range(10_000)),
]


@pytest.mark.parametrize("threads", [1, 2, 3, 7, 256])
@pytest.mark.parametrize("text", TEXTS)
def test_same_as_counter(text, threads):
    assert word_count(text, threads) == collections.Counter(text.split())


def test_every_space_of_python():
    text = "".join(f"a{chr(c)}" for c in range(0x110000) if chr(c).isspace())
    assert word_count(text) == collections.Counter(text.split()) == {"a": len(text) // 2}


@pytest.mark.parametrize(
    ("args", "error", "text"),
    [
        ((b"bytes",), TypeError, "argument 'text': 'bytes' object is not an instance of 'str'"),
        (("lone \udc80",), UnicodeEncodeError, "surrogates not allowed"),
        (("text", 0), ValueError, "threads must be between 1 and 256"),
        (("text", 257), ValueError, "threads must be between 1 and 256"),
        (("text", -1), OverflowError, "argument 'threads': -1 is out of range 0..18446744073709551615"),
    ],
)
def test_wrong_calls(args, error, text):
    with pytest.raises(error, match=text.replace("(", r"\(")):
        word_count(*args)


def test_other_threads_run_meanwhile():
    text = "word " * 4_000_000
    ticks = 0
    done = threading.Event()

    def tick():
        nonlocal ticks
        while not done.wait(0.001):
            ticks += 1

    ticker = threading.Thread(target=tick)
    ticker.start()
    try:
        for _ in range(5):
            word_count(text)
    finally:
        done.set()
        ticker.join()
    assert ticks >= 5


def test_says_by_how_much():
    output = subprocess.run(
        [sys.executable, "-m", "word_count", "2"], check=True, capture_output=True, text=True
    ).stdout
    assert "threads=1" in output
    assert output.count("times as fast") == 2
