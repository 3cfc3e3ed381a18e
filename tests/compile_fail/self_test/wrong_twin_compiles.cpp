// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
//~ error: tether: never said
