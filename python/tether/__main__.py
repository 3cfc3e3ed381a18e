# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""`python -m tether`: what a build asks, one line an answer, in the order of the questions."""

import argparse
import shlex
import sysconfig

import tether


def includes() -> str:
    """The compiler options: this interpreter's headers and Tether's."""
    paths = sysconfig.get_paths()
    folders = dict.fromkeys([tether.get_include(), paths["include"], paths["platinclude"]])
    return " ".join(shlex.quote(f"-I{folder}") for folder in folders)


QUESTIONS = {
    "--includes": (includes, "compiler options for Tether's headers and for Python's"),
    "--include-dir": (tether.get_include, "the folder of Tether's headers"),
    "--cmakedir": (tether.get_cmake_dir, "the folder of the CMake package, for -Dtether_DIR="),
    "--pkgconfigdir": (tether.get_pkgconfig_dir, "the folder of tether.pc, for PKG_CONFIG_PATH"),
    "--version": (lambda: tether.__version__, "the version"),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tether", description=__doc__)
    for option, (_, text) in QUESTIONS.items():
        parser.add_argument(option, dest="asked", action="append_const", const=option, help=text)
    asked = parser.parse_args().asked
    if not asked:
        parser.error("say what to print")
    for option in asked:
        print(QUESTIONS[option][0]())


if __name__ == "__main__":
    main()
