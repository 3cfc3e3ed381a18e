# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""What is bound, by whatever binds it: each order of six numeric types as the parameters of a function, or as the fields
of a class with a constructor of all and a method."""

import itertools

TYPES = ("uint16_t", "int32_t", "uint32_t", "int64_t", "uint64_t", "float")
NAMES = "abcdef"

Declared = list[tuple[str, tuple[str, ...]]]


def orders(count: int) -> list[tuple[str, ...]]:
    return list(itertools.islice(itertools.cycle(itertools.permutations(TYPES)), count))


def declared_functions(count: int) -> Declared:
    return [(f"test_{i:04}", types) for i, types in enumerate(orders(count))]


def declared_classes(count: int) -> Declared:
    return [(f"Struct{i:04}", types) for i, types in enumerate(orders(count))]


def parameters(types: tuple[str, ...]) -> str:
    return ", ".join(f"{t} {n}" for t, n in zip(types, NAMES))


TOTAL = " + ".join(f"static_cast<float>({n})" for n in NAMES)


def function(name: str, types: tuple[str, ...]) -> str:
    return f"static float {name}({parameters(types)}) {{ return {TOTAL}; }}"


def function_object(types: tuple[str, ...]) -> str:
    return f"[]({parameters(types)}) {{ return {TOTAL}; }}"


def struct(name: str, types: tuple[str, ...]) -> str:
    fields = " ".join(f"{t} {n};" for t, n in zip(types, NAMES))
    parameters = ", ".join(f"{t} {n}_" for t, n in zip(types, NAMES))
    values = ", ".join(f"{n}({n}_)" for n in NAMES)
    total = " + ".join(f"static_cast<float>({n})" for n in NAMES)
    return f"struct {name} {{ {fields} {name}({parameters}) : {values} {{}} float sum() const {{ return {total}; }} }};"
