import gc
import json
import math
import re
import subprocess
import sys
import threading

import json_fields
import pytest
from json_fields import Document, JsonError, Numbers, columns, numbers

VALUES = [
    None,
    True,
    False,
    0,
    -7,
    2**63 - 1,
    2**63,
    2**64,
    -(2**63) - 1,
    10**300,
    1.5,
    -2e-300,
    "",
    'größe 東京 \U0001f40d \\ " \n',
    [],
    {},
    [[1], [2, [3]]],
    {"a": {"b": [None, {"c": "d"}]}, "": 1, "ä": 2},
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize("ascii_only", [True, False])
def test_same_as_json(value, ascii_only):
    text = json.dumps(value, ensure_ascii=ascii_only)
    for whole, pointer in ((text, ""), (f'{{"x": [0, {text}]}}', "/x/1")):
        for form in (whole, whole.encode(), bytearray(whole.encode()), memoryview(whole.encode())):
            found = Document(form)[pointer]
            assert found == value
            assert type(found) is type(value)


def test_document_again_and_again():
    document = Document('{"a": {"b": [1, 2]}, "c": null, "e~/": 3, "d": 4}')
    assert repr(document) == "<json_fields.Document of 49 bytes>"
    for _ in range(3):
        assert document["/d"] == 4
        assert document["/a"] == {"b": [1, 2]}
        assert document["/a/b/1"] == 2
        assert document["/e~0~1"] == 3
        assert "/c" in document
        assert document.get("/c", 5) is None


@pytest.mark.parametrize("pointer", ["/x", "/a/x", "/a/b/2", "/a/b/x", "/a/b/-", "/c/x", "/a/b/0/x"])
def test_what_is_not_there(pointer):
    document = Document('{"a": {"b": [1, 2]}, "c": null}')
    assert pointer not in document
    assert document.get(pointer) is None
    assert document.get(pointer, 5) == 5
    with pytest.raises(KeyError, match=re.escape(repr(pointer))):
        document[pointer]
    assert columns('{"a": {"b": [1, 2]}, "c": null}', pointer, default=5) == [[5]]


@pytest.mark.parametrize(
    ("text", "pointer", "line", "position", "says"),
    [
        ("", "", 1, 0, "Empty"),
        (b'"\xff"', "", 1, 0, "not valid UTF-8"),
        ('"open', "", 1, 0, "opened, but never closed"),
        ("nul", "", 1, 0, "atom starting with the letter 'n'"),
        ("1 2", "", 1, 0, "trailing content"),
        ("[1] [2]", "", 1, 4, "trailing content"),
        (f"{10**30} 2", "", 1, 0, "parsing a number"),
        (f"0{10**30}", "", 1, 0, "parsing a number"),
        ("[1,]", "", 1, 3, "improper structure"),
        ('{"a": 1\n "b": 2}', "/b", 2, 9, "improper structure"),
        ('{"a":\n\n 01}', "/a", 3, 8, "parsing a number"),
        ("[111111111111111111111111x]", "", 1, 1, "parsing a number"),
        ("-", "", 1, 0, "parsing a number"),
        ('"\\ud800"', "", 1, 0, "parsing a string"),
        ("[" * 2_000, "", 1, 0, "ended early"),
    ],
)
def test_wrong_texts(text, pointer, line, position, says):
    with pytest.raises(JsonError, match=says) as caught:
        Document(text)[pointer]
    error = caught.value
    assert isinstance(error, ValueError)
    assert (error.line, error.position) == (line, position)
    assert str(error).endswith(f"(line {line}, byte {position})")
    assert error.args == (str(error),)


def test_a_document_survives_its_errors():
    document = Document('{"a": 1, "b": 01, "c": 3}')
    for _ in range(3):
        with pytest.raises(JsonError):
            document["/b"]
        assert document["/a"] == 1


def test_columns():
    lines = '{"a": 1, "b": {"c": "x"}}\r\n\n   \n{"b": {"c": []}, "a": 2}\n{"b": 7}\n'
    assert columns(lines, "/a", "/b/c", "/b") == [
        [1, 2, None],
        ["x", [], None],
        [{"c": "x"}, {"c": []}, 7],
    ]
    assert columns(lines.encode(), "/a", default=-1) == [[1, 2, -1]]
    assert columns(f'1\n"x"\nnull\n{10**30} \n-{10**30}', "") == [[1, "x", None, 10**30, -(10**30)]]
    assert columns("", "/a") == [[]]
    assert columns(lines) == []


@pytest.mark.parametrize("threads", [1, 2, 3, 16])
def test_numbers(threads):
    lines = '{"a": 1}\n{"a": 2.5}\n\n{"a": null}\n{}\n{"a": -3e2}'
    found = numbers(lines, "/a", threads=threads)
    assert type(found) is Numbers
    assert [repr(number) for number in found] == ["1.0", "2.5", "nan", "nan", "-300.0"]
    assert (len(found), found[0], found[-1]) == (5, 1.0, -300.0)
    with pytest.raises(IndexError, match="Numbers index out of range"):
        found[5]
    view = memoryview(found)
    assert (view.format, view.shape, view.readonly) == ("d", (5,), True)
    del found
    gc.collect()
    assert view[1] == 2.5


def test_numbers_beside_json():
    values = [(-1) ** i * i / 7 for i in range(10_000)]
    lines = "\n".join(json.dumps({"n": value}) for value in values)
    for threads in (1, 2, 7):
        assert list(numbers(lines, "/n", threads)) == values
    assert math.isnan(numbers("1", "/n")[0])


@pytest.mark.parametrize("threads", [1, 2])
def test_wrong_lines(threads):
    with pytest.raises(JsonError, match=r"does not have the requested type\. \(line 3, byte 23\)"):
        numbers('{"a":1}\n{"a": 2}\n{"a": "x"}\n{"a": 1}', "/a", threads)
    with pytest.raises(JsonError, match=r"\(line 3, byte 3\)"):
        columns("1\n\n[", "")


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda: Document(5), TypeError, "argument 'text': a bytes-like object is required, not 'int'"),
        (lambda: Document("\udc80"), UnicodeEncodeError, "surrogates not allowed"),
        (lambda: Document("1")["a"], ValueError, "begins with '/', or is empty for the whole: 'a'"),
        (lambda: Document("1")[0], TypeError, "'int' object is not an instance of 'str'"),
        (lambda: columns("1", 0), TypeError, "'int' object is not an instance of 'str'"),
        (lambda: columns("1", "a"), ValueError, "begins with '/', or is empty for the whole: 'a'"),
        (lambda: numbers("1", "", 0), ValueError, "threads must be between 1 and 256"),
        (lambda: Numbers(), TypeError, "cannot create 'json_fields.Numbers' instances"),
    ],
)
def test_wrong_calls(call, error, text):
    with pytest.raises(error, match=text):
        call()


def test_other_threads_run_meanwhile():
    lines = b'{"a": 1, "b": [1, 2, 3, 4, 5, 6, 7, 8]}\n' * 200_000
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
            numbers(lines, "/a")
    finally:
        done.set()
        ticker.join()
    assert ticks >= 5


def test_what_it_says_of_itself():
    assert Document.__module__ == Numbers.__module__ == JsonError.__module__ == json_fields.__name__
    assert columns.__text_signature__ == "($module, lines, /, *pointers, default=None)"
    for thing in (json_fields, Document, Document.get, JsonError, JsonError.line, Numbers, columns, numbers):
        assert thing.__doc__


def test_beats_what_there_is():
    for package in ("orjson", "simdjson", "msgspec"):
        pytest.importorskip(package)
    output = subprocess.run(
        [sys.executable, "-m", "json_fields", "4"], check=True, capture_output=True, text=True
    ).stdout
    ratios = re.findall(r"([\d.]+) times as long", output)
    assert len(ratios) == 16
    assert min(map(float, ratios)) > 1, output
