// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#ifdef TETHER_EXPECT_ERROR
int number = "text"; //~ error: tether: only in the comment
#endif
