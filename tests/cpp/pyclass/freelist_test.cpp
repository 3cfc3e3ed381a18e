// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
#include <tether/error/attach.hpp>
#include <tether/pyclass/freelist.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <vector>

using tether::detail::FreeList;

namespace {

struct Block {
    alignas(std::max_align_t) unsigned char bytes[32]{};
};

} // namespace

TEST_CASE("a free list gives back what it kept, the last first, and no more than it holds") {
    tether::attach([](tether::Python) {
        if (tether::detail::State::current() == nullptr) return;
        static constinit FreeList list(2, nullptr);
        Block blocks[3];
        CHECK(list.take() == nullptr);
        CHECK(list.keep(&blocks[0]));
        CHECK(list.keep(&blocks[1]));
        CHECK_FALSE(list.keep(&blocks[2]));
        CHECK(list.take() == &blocks[1]);
        CHECK(list.keep(&blocks[2]));
        CHECK(list.take() == &blocks[2]);
        CHECK(list.take() == &blocks[0]);
        CHECK(list.take() == nullptr);
    });
}

TEST_CASE("a free list without room keeps nothing") {
    tether::attach([](tether::Python) {
        static constinit FreeList list(0, nullptr);
        Block block;
        CHECK_FALSE(list.keep(&block));
        CHECK(list.take() == nullptr);
    });
}
