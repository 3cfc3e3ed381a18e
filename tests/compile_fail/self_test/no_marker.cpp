// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#ifdef TETHER_EXPECT_ERROR
static_assert(false, "tether: unexpected");
#endif
