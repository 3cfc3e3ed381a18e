// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// From sequences to containers that grow at their end, and from containers to lists: what vector, deque,
// list and array are made of, and what a container of one's own can be.
#pragma once

#include <tether/convert/failures.hpp>
#include <tether/convert/strong.hpp>
#include <tether/convert/type_text.hpp>

namespace tether::inline TETHER_ABI {
namespace detail {

/// Reads a sequence item by item: an exact list or tuple by index, its size asked anew each time, since an
/// item that converts itself may change the list; every other sequence by its iterator.
class SequenceReader {
  public:
    SequenceReader() noexcept = default;

    ~SequenceReader() { Py_XDECREF(iterator_); }

    SequenceReader(const SequenceReader&) = delete;
    SequenceReader& operator=(const SequenceReader&) = delete;

    /// What is a sequence to Python, but for text and bytes; null, or the error. `wanted` is for its text.
    TETHER_NOINLINE ErrState* open(PyObject* object, const char* wanted) noexcept {
        if (PyList_CheckExact(object) || PyTuple_CheckExact(object)) [[likely]] {
            in_place_ = object;
            return nullptr;
        }
        if (PySequence_Check(object) == 0 || PyUnicode_Check(object) || PyBytes_Check(object) ||
            PyByteArray_Check(object))
            return new_conversion_error(object, wanted);
        iterator_ = PyObject_GetIter(object);
        return iterator_ != nullptr ? nullptr : fetch_error();
    }

    /// How many items there are now, 0 where only reading will tell.
    std::size_t size_hint() const noexcept {
        if (in_place_ == nullptr) return 0;
        return static_cast<std::size_t>(PyList_CheckExact(in_place_) ? ffi::list_size(in_place_)
                                                                     : ffi::tuple_size(in_place_));
    }

    /// The list or tuple, null where an iterator is read.
    PyObject* in_place() const noexcept { return in_place_; }

    /// The number of items that were read.
    Py_ssize_t index() const noexcept { return index_; }
    void set_index(Py_ssize_t index) noexcept { index_ = index; }

    /// The next item as a new reference; null at the end, or with an error in `error`.
    TETHER_NOINLINE PyObject* next(ErrState*& error) noexcept {
        PyObject* item = nullptr;
        if (in_place_ == nullptr) {
            if (ffi::iter_next(iterator_, &item) < 0) error = at_item(fetch_error(), index_);
        } else if (PyList_CheckExact(in_place_)) {
            item = ffi::list_item_or_null(in_place_, index_);
        } else if (index_ < ffi::tuple_size(in_place_)) {
            item = ffi::new_ref(ffi::tuple_item(in_place_, index_));
        }
        if (item == nullptr) return nullptr;
        // What converts at once was read in place: only from here on may an item be a sequence again.
        if (!recursion_.enter()) {
            Py_DECREF(item);
            error = fetch_error();
            return nullptr;
        }
        ++index_;
        return item;
    }

  private:
    RecursionGuard recursion_{RecursionGuard::Later{}};
    PyObject* in_place_ = nullptr;
    PyObject* iterator_ = nullptr;
    Py_ssize_t index_ = 0;
};

/// std::vector, known by its shape: a container with an allocator, which has a capacity. One that is declared
/// as a class converts as that, as all containers do.
template <class C>
concept Vector = !Declared<C> && requires(C& container) {
    typename C::allocator_type;
    container.capacity();
    container.shrink_to_fit();
};

/// A container whose new element is converted where it is to stay, so that none is moved.
template <class C, class T>
concept GrowsInPlace = Loads<T> && std::default_initializable<T> && requires(C& container) {
    container.emplace_back();
    { container.back() } -> std::same_as<T&>;
};

/// Converts items as long as they do so at once, without touching a count, and appends them in runs. Whether
/// those were all.
template <class T, class Container> bool append_exact_items(SequenceReader& reader, Container& out) {
    ffi::ItemsInPlace const items(reader.in_place(), std::is_arithmetic_v<T>);
    Py_ssize_t const size = items.size();
    Py_ssize_t i = reader.index();
    if constexpr (std::is_trivially_copyable_v<T> && requires { out.insert(out.end(), &size, &size); }) {
        constexpr Py_ssize_t run_size = 64;
        for (bool is_exact = true; is_exact && i < size;) {
            T run[run_size];
            Py_ssize_t count = 0;
            Py_ssize_t const most = size - i < run_size ? size - i : run_size;
            while (count < most && FromPyObject<T>::load_exact(items[i + count], run[count])) ++count;
            out.insert(out.end(), run, run + count);
            is_exact = count == most;
            i += count;
        }
    } else if constexpr (GrowsInPlace<Container, T>) {
        for (; i < size; ++i) {
            out.emplace_back();
            if (FromPyObject<T>::load_exact(items[i], out.back())) continue;
            out.pop_back();
            break;
        }
    }
    reader.set_index(i);
    return i == size && size != 0; // 0 where they cannot be had in place, too
}

/// Converts all items and appends them to a container.
template <class T, class Container> ErrState* append_items(SequenceReader& reader, Container& out) {
    for (;;) {
        if constexpr (LoadsExact<T>) {
            if (reader.in_place() != nullptr && append_exact_items<T>(reader, out)) return nullptr;
        }
        Py_ssize_t const index = reader.index();
        ErrState* error = nullptr;
        Strong const item(reader.next(error));
        if (!item) return error;
        if constexpr (GrowsInPlace<Container, T>) {
            out.emplace_back();
            error = FromPyObject<T>::load(item.get(), out.back());
        } else {
            error = load_then<T>(item.get(), [&out](T&& value) { out.push_back(std::move(value)); });
        }
        if (error != nullptr) [[unlikely]]
            return at_item(error, index);
    }
}

/// A list of `size` items from a range: a new reference, or null with an exception raised. Attached.
template <class Range> PyObject* cast_list(Range&& range, std::size_t size) {
    using Item = typename std::remove_cvref_t<Range>::value_type;
    Strong list(PyList_New(static_cast<Py_ssize_t>(size)));
    if (!list) return nullptr;
    Py_ssize_t index = 0;
    for (auto&& each : range) {
        constexpr bool may_move =
            !std::is_lvalue_reference_v<Range> && !std::is_const_v<std::remove_reference_t<decltype(each)>>;
        PyObject* const item =
            into_python(static_cast<std::conditional_t<may_move, Item&&, const Item&>>(each));
        if (item == nullptr) [[unlikely]]
            return fail_at_item(index);
        ffi::list_fill_item(list.get(), index++, item);
    }
    return list.release();
}

} // namespace detail

/// The conversion from a sequence of a container that has `clear()` and `push_back()`, for a container of
/// one's own:
///
///     template <class T> struct tether::FromPyObject<SmallVector<T>> : FromSequence<SmallVector<T>> {};
///
/// It takes what Python calls a sequence (a list, a tuple, a range, whatever has `__getitem__` and is no
/// dict), but no str, bytes or bytearray, which are no lists of characters or numbers, and no set or
/// generator. TypeError for what is none, and the item's own error, with its place.
template <class Container> struct FromSequence {
    using Item = typename Container::value_type;

    static constexpr const char* python_type = detail::accepted_join<"Sequence[", "", "]", Item>.text;

    static detail::ErrState* load(PyObject* object, Container& out) { return load(object, out, python_type); }

    /// The same under another name in the error's text.
    static detail::ErrState* load(PyObject* object, Container& out, const char* wanted) {
        if constexpr (detail::check_from_python<Item>()) {
            detail::SequenceReader reader;
            if (detail::ErrState* const error = reader.open(object, wanted)) return error;
            out.clear();
            if constexpr (requires { out.reserve(0); }) out.reserve(reader.size_hint());
            return detail::append_items<Item>(reader, out);
        }
        return nullptr;
    }
};

/// The conversion of a container to a list, for one of one's own. Items are moved out of an rvalue.
template <class Container> struct IntoList {
    using Item = typename Container::value_type;

    static constexpr const char* python_type = detail::given_join<"list[", "", "]", Item>.text;

    template <class C> static PyObject* cast(C&& container) {
        if constexpr (detail::check_into_python<Item>()) {
            std::size_t size = 0;
            if constexpr (requires { container.size(); })
                size = container.size();
            else
                size = static_cast<std::size_t>(std::distance(container.begin(), container.end()));
            return detail::cast_list(std::forward<C>(container), size);
        }
        return nullptr;
    }
};

} // namespace tether::inline TETHER_ABI
