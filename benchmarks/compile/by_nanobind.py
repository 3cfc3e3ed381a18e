# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""By nanobind. It gets lambdas, which it compiles faster than function pointers (38 s against 45)."""

from compile.declared import NAMES, Declared, function_object, struct

INCLUDES = "#include <nanobind/nanobind.h>\n\n#include <cstdint>\n"


def added(declared: Declared, named: bool) -> list[str]:
    arguments = "".join(f', nanobind::arg("{n}")' for n in NAMES) if named else ""
    return [f'    m.def("{name}", {function_object(types)}{arguments});' for name, types in declared]


def functions(module: str, declared: Declared, named: bool) -> str:
    return "\n".join([INCLUDES, f"NB_MODULE({module}, m) {{", *added(declared, named), "}\n"])


def part(number: int, declared: Declared) -> str:
    return "\n".join([INCLUDES, f"void add_{number}(nanobind::module_& m) {{", *added(declared, True), "}\n"])


def whole(module: str, parts: int) -> str:
    out = [INCLUDES, *(f"void add_{i}(nanobind::module_&);" for i in range(parts)), f"\nNB_MODULE({module}, m) {{"]
    return "\n".join([*out, *(f"    add_{i}(m);" for i in range(parts)), "}\n"])


def classes(module: str, declared: Declared) -> str:
    out = [INCLUDES, *(struct(*each) for each in declared), f"NB_MODULE({module}, m) {{"]
    for name, types in declared:
        init = f"nanobind::init<{', '.join(types)}>()"
        names = "".join(f', nanobind::arg("{n}")' for n in NAMES)
        out.append(f'    nanobind::class_<{name}>(m, "{name}").def({init}{names}).def("sum", &{name}::sum);')
    return "\n".join([*out, "}\n"])
