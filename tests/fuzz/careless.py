# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""A judge for the frame of the fuzzers itself: test_fuzz.py knows what it must make of these inputs."""

kept = []


def one(data):
    assert data != b"differs", "differs"
    if data == b"leaks":
        kept.append([])
