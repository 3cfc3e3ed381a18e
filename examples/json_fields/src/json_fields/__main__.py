"""Measures json_fields against what else is installed: python -m json_fields [megabytes]"""

import importlib.metadata
import json
import random
import sys
import time

from . import Document, columns, numbers

POINTERS = ("/id", "/user/name", "/place/latitude")


def make_lines(megabytes):
    """Messages as a social network logs them, one a line."""
    random.seed(1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(random.choices(letters, k=random.randint(2, 10))) for _ in range(5_000)] + ["größe", "東京"]

    def message(number):
        return {
            "id": 10**17 + number,
            "text": " ".join(random.choices(words, k=20)),
            "tags": [{"text": word, "at": [random.randint(0, 99), 120]} for word in random.choices(words, k=3)],
            "user": {
                "name": random.choice(words),
                "followers": random.randint(0, 10**6),
                "verified": False,
                "image": "https://example.org/" + random.choice(words),
            },
            "place": {"latitude": random.uniform(-90, 90), "longitude": random.uniform(-180, 180)},
            "shared": random.randint(0, 1_000),
            "language": None,
        }

    lines, size = [], 0
    while size < megabytes * 1_000_000:
        lines.append(json.dumps(message(len(lines)), ensure_ascii=False).encode())
        size += len(lines[-1]) + 1
    return b"\n".join(lines)


def milliseconds(function, rounds=5):
    """The fastest of some rounds."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        function()
        times.append(time.perf_counter() - begin)
    return min(times) * 1e3


def by_dicts(loads):
    """A parser that makes everything, and then three fields of each line, one of each, one of the last."""
    return (
        lambda lines: [
            (row["id"], row["user"]["name"], row["place"]["latitude"]) for row in map(loads, lines.split(b"\n"))
        ],
        lambda lines: [row["place"]["latitude"] for row in map(loads, lines.split(b"\n"))],
        lambda text: loads(text)[-1]["user"]["name"],
    )


def by_pointers(simdjson):
    """The same by pysimdjson's own way to make less."""
    parser = simdjson.Parser()

    def three(line):
        row = parser.parse(line)
        return row.at_pointer(POINTERS[0]), row.at_pointer(POINTERS[1]), row.at_pointer(POINTERS[2])

    return (
        lambda lines: [three(line) for line in lines.split(b"\n")],
        lambda lines: [parser.parse(line).at_pointer(POINTERS[2]) for line in lines.split(b"\n")],
        lambda text: simdjson.Parser().parse(text)[-1]["user"]["name"],
    )


def by_schemas(msgspec):
    """The same by msgspec's: classes with the fields that are wanted."""
    user = msgspec.defstruct("User", [("name", str)])
    place = msgspec.defstruct("Place", [("latitude", float)])
    three = msgspec.json.Decoder(msgspec.defstruct("Three", [("id", int), ("user", user), ("place", place)]))
    one = msgspec.json.Decoder(msgspec.defstruct("One", [("place", place)]))
    users = msgspec.json.Decoder(list[msgspec.defstruct("Last", [("user", user)])])
    return (
        lambda lines: [(row.id, row.user.name, row.place.latitude) for row in three.decode_lines(lines)],
        lambda lines: [row.place.latitude for row in one.decode_lines(lines)],
        lambda text: users.decode(text)[-1].user.name,
    )


def peers():
    """What else is installed, by name."""
    found = {"json": by_dicts(json.loads)}
    for package, module, how in (
        ("orjson", "orjson", lambda orjson: by_dicts(orjson.loads)),
        ("pysimdjson", "simdjson", by_pointers),
        ("msgspec", "msgspec", by_schemas),
    ):
        try:
            found[f"{package} {importlib.metadata.version(package)}"] = how(importlib.import_module(module))
        except ImportError:
            continue
    return found


def compare(title, ours, theirs, argument):
    """A line for json_fields and one for each of the others, once all were seen to give the same."""
    expected = ours()
    for name, other in theirs.items():
        assert other(argument) == expected, name
    base = milliseconds(ours)
    print(f"{title:36}{base:8.1f} ms")
    for name, other in theirs.items():
        took = milliseconds(lambda other=other: other(argument))
        print(f"    {name:32}{took:8.1f} ms, {took / base:.1f} times as long")


def main():
    lines = make_lines(float(sys.argv[1]) if len(sys.argv) > 1 else 20)
    text = b"[" + lines.replace(b"\n", b",") + b"]"
    count = lines.count(b"\n") + 1
    print(f"{len(lines) / 1e6:.1f} MB, {count:,} lines")
    three, one, last = ({name: ways[i] for name, ways in peers().items()} for i in range(3))
    compare("columns, three of each line", lambda: list(zip(*columns(lines, *POINTERS))), three, lines)
    compare("numbers, one of each line", lambda: list(numbers(lines, POINTERS[2])), one, lines)
    compare("numbers, by two threads", lambda: list(numbers(lines, POINTERS[2], 2)), one, lines)
    compare("Document, one of 1 document", lambda: Document(text)[f"/{count - 1}/user/name"], last, text)


if __name__ == "__main__":
    main()
