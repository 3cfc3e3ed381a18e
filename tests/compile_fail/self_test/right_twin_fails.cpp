// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
static_assert(false, "tether: always said"); //~ error: tether: always said
