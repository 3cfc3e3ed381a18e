# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""By Cython."""

from compile.declared import NAMES, Declared, parameters

HEAD = """# cython: language_level=3
from libc.stdint cimport int32_t, int64_t, uint16_t, uint32_t, uint64_t

"""
TOTAL = " + ".join(f"<float>{n}" for n in NAMES)


def functions(module: str, declared: Declared, named: bool) -> str:
    end = "" if named else ", /"
    bound = [f"def {name}({parameters(types)}{end}):\n    return {TOTAL}\n" for name, types in declared]
    return "\n".join([HEAD, *bound])


def classes(module: str, declared: Declared) -> str:
    out = [HEAD]
    for name, types in declared:
        out.append(f"cdef class {name}:")
        out += [f"    cdef {t} {n}" for t, n in zip(types, NAMES)]
        out.append(f"\n    def __cinit__(self, {parameters(types)}):")
        out += [f"        self.{n} = {n}" for n in NAMES]
        out.append(f"\n    def sum(self):\n        return {' + '.join(f'<float>self.{n}' for n in NAMES)}\n")
    return "\n".join(out)
