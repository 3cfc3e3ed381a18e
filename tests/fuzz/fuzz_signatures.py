# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What the parser of signature literals must do with any bytes: what it takes is a `def` of Python that says the same, and
what both languages share it takes."""

import ast
import math
import re
import unicodedata
import warnings

from signatures import OURS, parse

warnings.simplefilter("ignore")

INTEGER, FLOATING, STRING, BYTES, TRUE, FALSE, NONE, TUPLE, LIST, DICT, GIVEN = range(1, 12)
LITERAL = re.compile(rb"""[bB]?('(?:\\.|[^\\'])*'|"(?:\\.|[^\\"])*")""", re.S)
OWNERS = ["", "", "P", "Größe"]


def one(data):
    """The first byte says for whom the literal is, the rest is the literal."""
    flags, literal = data[0] if data else 0, data[1:]
    owner = OWNERS[flags & 3]
    constructor = owner != "" and flags & 4 != 0
    parse(literal, flags >> 5, owner, constructor)
    fault, *table = parse(literal, 255, owner, constructor)
    if fault == 0:
        check_table(literal, owner, constructor, *table)
    elif fault not in OURS and not constructor and (text := decoded(literal)) is not None:
        assert not is_shared(text), ("Python takes it", fault, table)


def decoded(literal):
    try:
        return literal.decode()
    except UnicodeDecodeError:
        return None


def defined(text):
    """The only function that this text of Python defines, None where it is no such text."""
    try:
        module = ast.parse(text)
        compile(module, "literal", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    if len(module.body) == 1 and isinstance(module.body[0], ast.FunctionDef):
        return module.body[0]
    return None


def parameters(function):
    """Of each parameter the name, the kind, the annotation and the default, in the order of the text."""
    at = function.args
    positional = [*at.posonlyargs, *at.args]
    defaults = [None] * (len(positional) - len(at.defaults)) + at.defaults
    return [
        *((each, int(i >= len(at.posonlyargs)), defaults[i]) for i, each in enumerate(positional)),
        *([(at.vararg, 3, None)] if at.vararg else []),
        *((each, 2, default) for each, default in zip(at.kwonlyargs, at.kw_defaults)),
        *([(at.kwarg, 4, None)] if at.kwarg else []),
    ]


def same(left, right):
    if isinstance(left, float) and left == right:
        return isinstance(right, float) and math.copysign(1, left) == math.copysign(1, right)
    return type(left) is type(right) and left == right


def end_of(literal, at):
    """Where a value or an annotation ends that begins here: it holds strings and brackets that match."""
    begin, depth = at, 0
    while depth or literal[at : at + 1] not in (b",", b")", b"=", b""):
        if literal[at] in b"'\"":
            at = LITERAL.match(literal, at).end()
            continue
        depth += (literal[at] in b"([{") - (literal[at] in b")]}")
        at += 1
    return begin + len(literal[begin:at].rstrip(b" \t\r\n"))


def default_end(literal, at):
    """The same where a `=` belongs to the value."""
    end = at
    while True:
        end = end_of(literal, end)
        rest = literal[end:].lstrip(b" \t\r\n")
        if not rest.startswith(b"="):
            return end
        end = len(literal) - len(rest) + 1


def check_table(literal, owner, constructor, listed, name="", qualified="", result_at=0, text_signature=""):
    assert 0 not in literal
    own_name = owner if constructor else name
    assert name == own_name
    assert qualified == (f"{owner}.{name}" if owner and not constructor else name)

    # The literal with 0 in place of all that Python need not read, and what is a value read by Python.
    skeleton, done = b"", 0
    for _, _, annotated, default in listed:
        if annotated:
            colon = literal.index(b":", annotated)
            skeleton += literal[done:colon] + b":0"
            done = end_of(literal, colon + 1)
        if default:
            at, kind, value = default
            end = default_end(literal, at)
            skeleton += literal[done:at] + b"0"
            done = end
            if kind != GIVEN or value != 0:
                source = literal[at:end].decode()
                # In a string of ours lines may end, since C++ has read an escape already.
                read = ast.literal_eval(source.replace("\n", "\\n").replace("\r", "\\r"))
                assert kind == GIVEN or same(read, value), (read, value)
                assert kind != GIVEN or type(read) is (complex, float, int)[value - 1]
    if result_at:
        skeleton += literal[done:result_at] + b"0"
    else:
        skeleton += literal[done:]
    text = re.sub(r"[ \n\t\r]+", " ", skeleton.decode()).strip()
    if constructor:
        text = own_name + text
    names = [each[0] for each in listed]
    if is_of_python([name, *names]):
        function = defined(f"def {text}: pass")
        assert function is not None, text
        assert function.name == name and bool(function.returns) == bool(result_at)
        seen = [(arg.arg, kind, bool(arg.annotation), bool(default)) for arg, kind, default in parameters(function)]
        assert seen == [(name, kind, bool(annotated), bool(default)) for name, kind, annotated, default in listed]

        assert text_signature.endswith(")\n--\n\n"), text_signature
        function = defined(f"def {text_signature[:-5]}: pass")
        assert function is not None, text_signature
        for (arg, kind, shown), (name, own_kind, _, default) in zip(parameters(function), listed):
            assert (arg.arg, kind, bool(shown)) == (name, own_kind, bool(default)), text_signature
            if default and default[1] != GIVEN:
                assert same(ast.literal_eval(shown), default[2]), text_signature
        assert len(parameters(function)) == len(listed)


def is_of_python(names):
    """Whether Python takes these as they are: the parser does not know every letter of Unicode, and Python normalises
    names."""
    return all(
        name.isidentifier() and unicodedata.normalize("NFKC", name) == name and name != "__debug__" for name in names
    )


def is_shared(text):
    """Whether Python takes the literal, and nothing stands in it that the parser need not know."""
    if re.search(r"[#\\\f]|'''|\"\"\"", text) or not is_of_python(re.findall(r"[^\W\d]\w*", text)):
        return False
    function = defined(f"def {text}: pass")
    if function is None or function.body[0].end_col_offset != len(f"def {text}: pass".encode()):
        return False
    if not all(isinstance(each, ast.Pass) for each in function.body) or getattr(function, "type_params", None):
        return False
    return all(
        (default is None or isinstance(default, (ast.Constant, ast.Name, ast.Tuple, ast.List, ast.Dict)))
        and (arg.annotation is None or isinstance(arg.annotation, (ast.Constant, ast.Name, ast.Subscript)))
        for arg, _, default in parameters(function)
    )
