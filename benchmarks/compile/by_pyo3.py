# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""By PyO3."""

from compile.declared import NAMES, Declared

RUST = {"uint16_t": "u16", "int32_t": "i32", "uint32_t": "u32", "int64_t": "i64", "uint64_t": "u64", "float": "f32"}


def parameters(types: tuple[str, ...]) -> str:
    return ", ".join(f"{n}: {RUST[t]}" for t, n in zip(types, NAMES))


def exported(module: str, names: list[str]) -> str:
    return f"#[pymodule]\nmod {module} {{\n    #[pymodule_export]\n    use super::{{{', '.join(names)}}};\n}}\n"


def functions(module: str, declared: Declared, named: bool) -> str:
    out = ["use pyo3::prelude::*;\n"]
    total = " + ".join(f"{n} as f32" for n in NAMES)
    for name, types in declared:
        signature = "" if named else f"#[pyo3(signature = ({', '.join(NAMES)}, /))]\n"
        out.append(f"#[pyfunction]\n{signature}fn {name}({parameters(types)}) -> f32 {{\n    {total}\n}}\n")
    return "\n".join([*out, exported(module, [name for name, _ in declared])])


def classes(module: str, declared: Declared) -> str:
    out = ["use pyo3::prelude::*;\n"]
    total = " + ".join(f"self.{n} as f32" for n in NAMES)
    for name, types in declared:
        new = f"#[new]\n    fn new({parameters(types)}) -> Self {{\n        {name} {{ {', '.join(NAMES)} }}\n    }}"
        method = f"fn sum(&self) -> f32 {{\n        {total}\n    }}"
        out.append(f"#[pyclass]\nstruct {name} {{ {parameters(types)} }}\n")
        out.append(f"#[pymethods]\nimpl {name} {{\n    {new}\n\n    {method}\n}}\n")
    return "\n".join([*out, exported(module, [name for name, _ in declared])])
