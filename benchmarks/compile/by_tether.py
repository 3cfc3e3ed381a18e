# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""By Tether."""

from compile.declared import NAMES, Declared, function, struct

INCLUDES = "#include <tether/tether.hpp>\n\n#include <cstdint>\n"


def added(declared: Declared, named: bool) -> list[str]:
    signature = ", ".join(NAMES) if named else ", ".join(NAMES) + ", /"
    return [f'    m.add_function<"{name}({signature})", {name}>();' for name, _ in declared]


def functions(module: str, declared: Declared, named: bool) -> str:
    out = [INCLUDES, *(function(*each) for each in declared), f"\nTETHER_MODULE({module}, m) {{"]
    return "\n".join([*out, *added(declared, named), "}\n"])


def part(number: int, declared: Declared) -> str:
    out = [INCLUDES, *(function(*each) for each in declared), f"\nvoid add_{number}(tether::Module& m) {{"]
    return "\n".join([*out, *added(declared, True), "}\n"])


def whole(module: str, parts: int) -> str:
    out = [INCLUDES, *(f"void add_{i}(tether::Module&);" for i in range(parts)), f"\nTETHER_MODULE({module}, m) {{"]
    return "\n".join([*out, *(f"    add_{i}(m);" for i in range(parts)), "}\n"])


def classes(module: str, declared: Declared) -> str:
    out = ["#include <tether/pyclass.hpp>", INCLUDES, *(struct(*each) for each in declared)]
    for name, _ in declared:
        out.append(f'template <> inline constexpr auto tether::pyclass<{name}> = tether::Class<>{{.name = "{name}"}};')
    for name, types in declared:
        init = f'tether::init<"({", ".join(NAMES)})", {", ".join(types)}>()'
        method = f'tether::method<"sum()", &{name}::sum>()'
        out.append(f"template <> inline constexpr auto tether::pymethods<{name}> = tether::members({init}, {method});")
    out.append(f"TETHER_MODULE({module}, m) {{")
    return "\n".join([*out, *(f"    m.add_class<{name}>();" for name, _ in declared), "}\n"])
