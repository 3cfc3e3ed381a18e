"""Measures word_count against the standard library: python -m word_count [megabytes]"""

import collections
import random
import sys
import time

from . import word_count


def make_text(megabytes):
    """A text whose words are as unevenly used as a language's are."""
    random.seed(1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(random.choices(letters, k=random.randint(2, 10))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    return " ".join(random.choices(words, weights, k=megabytes * 1_000_000 // 6))


def seconds(function, rounds=5):
    """The fastest of some rounds."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        function()
        times.append(time.perf_counter() - begin)
    return min(times)


def main():
    text = make_text(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
    expected = collections.Counter(text.split())
    print(f"{len(text) / 1e6:.1f} MB, {expected.total():,} words, {len(expected):,} different")
    base = seconds(lambda: collections.Counter(text.split()))
    print(f"collections.Counter(text.split())  {base * 1e3:7.1f} ms")
    for threads in (1, 2):
        assert word_count(text, threads) == expected
        took = seconds(lambda threads=threads: word_count(text, threads))
        times = base / took
        print(f"word_count(text, threads={threads})        {took * 1e3:7.1f} ms, {times:.1f} times as fast")


if __name__ == "__main__":
    main()
