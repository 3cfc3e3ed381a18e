// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A container of bound pointers is seen through, and so is a class that says what it is.
#include <tether/tether.hpp>

#include <map>
#include <string>

using namespace tether;

struct Context {
    Bound<PyAny> object;
};

template <> inline constexpr bool tether::ungil<Context> = false;

#ifdef TETHER_EXPECT_ERROR
void escape(Python py, std::map<std::string, Context>& held) {
    py.detach([](const std::map<std::string, Context>& there) { (void)there.size(); }, held);
    //~ error: tether: detach: an argument is or holds the token or a bound pointer. Pass a Py<T>: .unbind(), and attach() inside.
}
#else
void stay(Python py, std::map<std::string, Py<PyAny>>& held) {
    py.detach([](const std::map<std::string, Py<PyAny>>& there) { (void)there.size(); }, held);
}
#endif
