// Python from C++: asks the interpreter who it is, then evaluates the expressions of the command line.
#include <tether/embed.hpp>
#include <tether/tether.hpp>

#include <cstdio>
#include <string>

using namespace tether;

int main(int argc, char** argv) {
    Interpreter python; // starts it, ends it
    auto done = attach([&](Python py) -> PyResult<void> {
        auto version = *py.import("platform")->call_method("python_version")->extract<std::string>();
        auto locals = *PyDict::create(py, item("os", *py.import("os")));
        auto user = *py.eval("os.getenv('USER') or 'Unknown'", in{.locals = locals})->extract<std::string>();
        std::printf("Hello %s, I'm Python %s\n", user.c_str(), version.c_str());

        for (int i = 1; i < argc; ++i) {
            auto value = *py.eval(argv[i], in{.locals = locals});
            std::printf("%s\n", value.str()->to_string()->c_str());
        }
        return ok();
    });
    if (done.is_err()) { // what Python raised, or what C++ threw, in one place
        std::fprintf(stderr, "%s\n", done.error().what());
        return 1;
    }
}
