// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/convert/filesystem.hpp>

#include <catch2/catch.hpp>

#include "converted.hpp"

using namespace tether;
using std::filesystem::path;
using tether_tests::into;
using tether_tests::Script;
using tether_tests::through;

TEST_CASE("a path is a str, bytes or what has __fspath__, and becomes a pathlib.Path") {
    attach([](Python py) {
        Script script(py, R"(
import pathlib
class Like:
    def __init__(self, value): self.value = value
    def __fspath__(self):
        if isinstance(self.value, BaseException): raise self.value
        return self.value
)");
        for (auto text : {"'/usr/lib'", "b'/usr/lib'", "pathlib.Path('/usr/lib')", "Like('/usr/lib')",
                          "Like(b'/usr/lib')"})
            CHECK(through<path>(script(text)) == "PosixPath('/usr/lib')");
        CHECK(*script("'relative/caf\u00e9'").extract<path>() == path("relative/caf\u00e9"));
        CHECK(through<path>(script("''")) == "PosixPath('.')");

        CHECK(through<path>(script("5")) == "TypeError: expected str, bytes or os.PathLike object, not int");
        CHECK(through<path>(script("['/usr']")) ==
              "TypeError: expected str, bytes or os.PathLike object, not list");
        CHECK(through<path>(script("Like(5)")).starts_with("TypeError: "));
        CHECK(through<path>(script("Like(OSError('gone'))")) == "OSError: gone");
        for (auto text : {"'a\\0b'", "b'a\\0'", "'\\0'", "pathlib.PurePath('a\\0b')", "Like(b'a\\0b')"}) {
            CHECK(through<path>(script(text)) == "ValueError: embedded null byte");
            CHECK(through<std::vector<path>>(script(("['a', " + std::string(text) + "]").c_str())) ==
                  "ValueError: item 1: embedded null byte");
        }
        CHECK_FALSE(PyErr::occurred(py));
    });
}

TEST_CASE("a name that is no UTF-8 comes through, both ways") {
    attach([](Python py) {
        Script script(py);
        CHECK(script("b'\\xff.txt'").extract<path>()->native() == "\xff.txt");
        CHECK(script("'\\udcff.txt'").extract<path>()->native() == "\xff.txt");
        CHECK(into(path("\xff.txt")) == "PosixPath('\\udcff.txt')");
        CHECK(through<path>(script("'\\ud800'")).starts_with("UnicodeEncodeError: "));
        auto in_list = script("['a', '\\ud800']").extract<std::vector<path>>().error();
        CHECK(in_list.is_instance<PyUnicodeEncodeError>(py));
        if (tether_tests::has_notes(py))
            CHECK(tether_tests::notes_of(in_list) == "['while converting item 1']");
    });
}

TEST_CASE("a filesystem_error is the OSError of its code, with the names of its files") {
    attach([](Python py) {
        using std::filesystem::filesystem_error;
        auto of = [&](const filesystem_error& error) {
            auto value = PyErr::from(py, error).into_value(py);
            std::string text = tether_tests::repr(value);
            for (auto name : {"errno", "filename", "filename2"})
                text += " " + tether_tests::repr(*value.getattr(name));
            return text;
        };
        const auto missing = std::make_error_code(std::errc::no_such_file_or_directory);
        CHECK(of(filesystem_error("cannot open", "/none", missing)) ==
              "FileNotFoundError(2, 'No such file or directory') 2 '/none' None");
        CHECK(
            of(filesystem_error("cannot rename", "/a", "/b", std::make_error_code(std::errc::file_exists))) ==
            "FileExistsError(17, 'File exists') 17 '/a' '/b'");
        CHECK(of(filesystem_error("cannot open", missing)).starts_with("FileNotFoundError(2, "));
        CHECK(of(filesystem_error("odd", "/a", std::make_error_code(std::io_errc::stream)))
                  .starts_with("OSError('"));
    });
}

TEST_CASE("a thrown filesystem_error is that too") {
    attach([](Python py) {
        PyErr::take(py);
        try {
            (void)std::filesystem::file_size("/no/such/file");
        } catch (const std::exception& error) {
            detail::translate(error);
        }
        auto error = PyErr::fetch(py);
        CHECK(error.is_instance<PyFileNotFoundError>(py));
        CHECK(tether_tests::repr(*error.value(py).getattr("filename")) == "'/no/such/file'");
    });
}
