# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""The Python distribution: what the wheel and the sdist carry, and that another package builds with them."""

import re
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest
from support.consumer import MODULE, ROOT, build, check_module, run

HERE = Path(__file__).parent
VERSION = ".".join(re.findall(r"_(?:MAJOR|MINOR|PATCH) (\d+)", (ROOT / "include/tether/version.hpp").read_text()))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def dist(tmp_path_factory) -> Path:
    """The wheel and the sdist; the wheel is built from the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(dist) -> Path:
    return dist / f"tether-{VERSION}-py3-none-any.whl"


@pytest.fixture
def venv(tmp_path) -> Path:
    """The interpreter of a fresh virtual environment."""
    run(sys.executable, "-m", "venv", tmp_path / "venv")
    return tmp_path / "venv" / "bin" / "python"


def headers() -> set[str]:
    return {str(path.relative_to(ROOT)) for path in (ROOT / "include").rglob("*.hpp")}


def test_wheel_carries_headers_and_both_packages(wheel):
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert {name for name in names if name.endswith(".hpp")} == {f"tether/{name}" for name in headers()}
    assert {
        "tether/__init__.py",
        "tether/__main__.py",
        "tether/py.typed",
        "tether/share/cmake/tether/tetherConfig.cmake",
        "tether/share/cmake/tether/tether_add_module.cmake",
        "tether/share/pkgconfig/tether.pc",
    } <= names


def test_sdist_carries_what_the_wheel_is_made_of(dist):
    with tarfile.open(dist / f"tether-{VERSION}.tar.gz") as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert headers() | {"CMakeLists.txt", "pyproject.toml", "LICENSE", "README.md"} <= names
    assert not [name for name in names if name.startswith(("build/", ".cache/", ".git/"))]


def check_answers(python: Path) -> None:
    def ask(*options: str) -> list[str]:
        return run(python, "-Im", "tether", *options).splitlines()

    include, cmake, pkgconfig, version = ask("--include-dir", "--cmakedir", "--pkgconfigdir", "--version")
    assert (Path(include) / "tether" / "tether.hpp").is_file()
    assert (Path(cmake) / "tetherConfig.cmake").is_file()
    assert (Path(pkgconfig) / "tether.pc").is_file()
    assert version == VERSION
    assert ask("--includes") == [f"-I{include} -I{sysconfig.get_path('include')}"]
    code = "import tether; print(tether.get_include(), tether.get_cmake_dir(), tether.__version__, sep='\\n')"
    assert run(python, "-Ic", code).splitlines() == [include, cmake, VERSION]


def test_python_m_tether(wheel, venv):
    run(venv, "-m", "pip", "install", "-q", "--no-index", wheel)
    check_answers(venv)
    with pytest.raises(AssertionError, match="say what to print"):
        run(venv, "-Im", "tether")


def test_wheel_in_a_cmake_build(wheel, venv, tmp_path):
    run(venv, "-m", "pip", "install", "-q", "--no-index", wheel)
    folder = run(venv, "-Im", "tether", "--cmakedir").strip()
    build(HERE / "find_package", tmp_path / "build", f"-Dtether_DIR={folder}")


def test_wheel_among_build_requirements(wheel, venv):
    """Without isolation, so that pip asks no index for what is here."""
    run(venv, "-m", "pip", "install", "-q", "--no-index", wheel)
    run(venv, "-m", "pip", "install", "-q", "scikit-build-core")
    run(venv, "-m", "pip", "install", "-q", "--no-build-isolation", "--no-deps", HERE / "package")
    folder = run(venv, "-Ic", "import sysconfig; print(sysconfig.get_path('platlib'))").strip()
    check_module(Path(folder) / MODULE, venv)


def test_sdist_installs(dist, venv):
    run(venv, "-m", "pip", "install", "-q", dist / f"tether-{VERSION}.tar.gz")
    check_answers(venv)


def test_editable_install_answers(venv):
    run(venv, "-m", "pip", "install", "-q", "-e", ROOT)
    check_answers(venv)
