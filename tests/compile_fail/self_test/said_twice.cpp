// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
template <int i> constexpr bool check() {
    static_assert(i < 0, "tether: said for each"); //~ error: tether: said for each
    return true;
}
#ifdef TETHER_EXPECT_ERROR
constexpr bool twice = check<1>() && check<2>();
#endif
