// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#ifdef TETHER_EXPECT_ERROR
static_assert(false,
              "tether: one and one are two. Write 2."); //~ error: tether: one and one are two. Write 2.
#endif
