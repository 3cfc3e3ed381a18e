// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A stranger's program.
#include <tether/embed.hpp>
#include <tether/tether.hpp>

#include <cstdio>
#include <string>

using namespace tether;

int main() {
    Interpreter python;
    auto done = attach([](Python py) -> PyResult<void> {
        auto text = *py.eval("'-'.join(['a', 'b', 'c'])")->extract<std::string>();
        std::printf("%s\n", text.c_str());
        return ok();
    });
    if (done.is_err()) {
        std::fputs(done.error().what(), stderr);
        return 1;
    }
}
