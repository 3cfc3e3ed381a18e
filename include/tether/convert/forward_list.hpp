// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Conversions between sequences and std::forward_list.
#pragma once

#include <tether/tether.hpp>

#include <forward_list>

namespace tether::inline TETHER_ABI {

template <class T, class A>
    requires(!detail::Declared<std::forward_list<T, A>>)
struct FromPyObject<std::forward_list<T, A>> {
    static constexpr const char* python_type = detail::accepted_join<"Sequence[", "", "]", T>.text;

    static detail::ErrState* load(PyObject* object, std::forward_list<T, A>& out) {
        if constexpr (detail::check_from_python<T>()) {
            detail::SequenceReader reader;
            if (detail::ErrState* const error = reader.open(object, python_type)) return error;
            out.clear();
            for (auto last = out.before_begin();;) {
                detail::ErrState* error = nullptr;
                Py_ssize_t const index = reader.index();
                detail::Strong const item(reader.next(error));
                if (!item) return error;
                error = detail::load_then<T>(
                    item.get(), [&](T&& value) { last = out.insert_after(last, std::move(value)); });
                if (error != nullptr) return detail::at_item(error, index);
            }
        }
        return nullptr;
    }
};

template <class T, class A>
    requires(!detail::Declared<std::forward_list<T, A>>)
struct IntoPyObject<std::forward_list<T, A>> : IntoList<std::forward_list<T, A>> {};

} // namespace tether::inline TETHER_ABI
