# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""Where the C++ headers of Tether, its CMake package and its pkg-config file are."""

from importlib.metadata import version as _version
from pathlib import Path as _Path

__all__ = ["__version__", "get_cmake_dir", "get_include", "get_pkgconfig_dir"]

__version__: str = _version("tether")


def _directory(*parts: str) -> str:
    # An editable installation has more than one place: the sources, and what CMake installed.
    for place in __path__:
        directory = _Path(place, *parts)
        if directory.is_dir():
            return str(directory)
    raise FileNotFoundError(f"tether: {'/'.join(parts)} is not in {list(__path__)}. Install the package again.")


def get_include() -> str:
    """The folder for the compiler: `-I` + this."""
    return _directory("include")


def get_cmake_dir() -> str:
    """The folder for CMake: `-Dtether_DIR=` + this."""
    return _directory("share", "cmake", "tether")


def get_pkgconfig_dir() -> str:
    """The folder for `PKG_CONFIG_PATH`."""
    return _directory("share", "pkgconfig")
