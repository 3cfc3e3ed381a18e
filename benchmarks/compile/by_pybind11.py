# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""By pybind11."""

from compile.declared import NAMES, Declared, function_object, struct

INCLUDES = "#include <pybind11/pybind11.h>\n\n#include <cstdint>\n"


def added(declared: Declared, named: bool) -> list[str]:
    arguments = "".join(f', pybind11::arg("{n}")' for n in NAMES) if named else ""
    return [f'    m.def("{name}", {function_object(types)}{arguments});' for name, types in declared]


def functions(module: str, declared: Declared, named: bool) -> str:
    return "\n".join([INCLUDES, f"PYBIND11_MODULE({module}, m) {{", *added(declared, named), "}\n"])


def part(number: int, declared: Declared) -> str:
    return "\n".join([INCLUDES, f"void add_{number}(pybind11::module_& m) {{", *added(declared, True), "}\n"])


def whole(module: str, parts: int) -> str:
    out = [
        INCLUDES,
        *(f"void add_{i}(pybind11::module_&);" for i in range(parts)),
        f"\nPYBIND11_MODULE({module}, m) {{",
    ]
    return "\n".join([*out, *(f"    add_{i}(m);" for i in range(parts)), "}\n"])


def classes(module: str, declared: Declared) -> str:
    out = [INCLUDES, *(struct(*each) for each in declared), f"PYBIND11_MODULE({module}, m) {{"]
    for name, types in declared:
        init = f"pybind11::init<{', '.join(types)}>()"
        names = "".join(f', pybind11::arg("{n}")' for n in NAMES)
        out.append(f'    pybind11::class_<{name}>(m, "{name}").def({init}{names}).def("sum", &{name}::sum);')
    return "\n".join([*out, "}\n"])
