// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The memory of an instance, seen by Python without a copy: what `__buffer__` gives, and its slots.
#pragma once

#include <tether/convert/buffer.hpp>
#include <tether/pyclass/special.hpp>

#include <span>
#include <vector>

namespace tether::inline TETHER_ABI {
namespace detail {

/// The format of the struct module for an item.
template <BufferItem T> consteval const char* format_of() {
    if constexpr (kind_of<T>() == ItemKind::boolean) return "?";
    if constexpr (std::same_as<T, float>) return "f";
    if constexpr (std::same_as<T, double>) return "d";
    if constexpr (std::floating_point<T>) return "g";
    if constexpr (std::same_as<T, long>) return "l";
    if constexpr (std::same_as<T, unsigned long>) return "L";
    constexpr bool is_signed = kind_of<T>() == ItemKind::signed_integer;
    switch (sizeof(T)) {
    case 1: return is_signed ? "b" : "B";
    case 2: return is_signed ? "h" : "H";
    case 4: return is_signed ? "i" : "I";
    default: return is_signed ? "q" : "Q";
    }
}

} // namespace detail

/// Memory of C++ as Python's buffer protocol describes it: a row of items, or several dimensions of them.
/// Needs no token.
struct BufferInfo {
    void* data = nullptr;
    const char* format = "B"; ///< of an item, in the words of Python's struct module
    Py_ssize_t item_size = 1;
    std::vector<Py_ssize_t> shape;   ///< how many items in each dimension
    std::vector<Py_ssize_t> strides; ///< how many bytes from one to the next
    bool readonly = false;

    BufferInfo() = default;

    /// A row of items.
    template <class T, std::size_t N>
        requires detail::BufferItem<std::remove_const_t<T>>
    // NOLINTNEXTLINE(google-explicit-constructor): a span is a description
    BufferInfo(std::span<T, N> items) : BufferInfo(items.data(), {static_cast<Py_ssize_t>(items.size())}) {}

    /// Items in several dimensions, the last of which is dense: `BufferInfo(data, {rows, columns})`.
    template <class T>
        requires detail::BufferItem<std::remove_const_t<T>>
    BufferInfo(T* items, std::vector<Py_ssize_t> sizes)
        : data(const_cast<std::remove_const_t<T>*>(items)),
          format(detail::format_of<std::remove_const_t<T>>()), item_size(sizeof(T)), shape(std::move(sizes)),
          strides(shape.size()), readonly(std::is_const_v<T>) {
        Py_ssize_t step = item_size;
        for (std::size_t i = shape.size(); i-- > 0; step *= shape[i]) strides[i] = step;
    }
};

namespace detail {

/// A row of items, which most buffers are: a BufferInfo without its vectors.
struct Row {
    void* data = nullptr;
    const char* format = "B";
    Py_ssize_t item_size = 1;
    Py_ssize_t size = 0;
    bool readonly = false;

    Row() = default;

    template <class T, std::size_t N>
        requires BufferItem<std::remove_const_t<T>>
    explicit Row(std::span<T, N> items)
        : data(const_cast<std::remove_const_t<T>*>(items.data())),
          format(format_of<std::remove_const_t<T>>()), item_size(sizeof(T)),
          size(static_cast<Py_ssize_t>(items.size())), readonly(std::is_const_v<T>) {}
};

/// Whether the items lie one behind the other, the last dimension (or the first) changing fastest.
inline bool is_dense(const BufferInfo& info, bool last_first) noexcept {
    Py_ssize_t step = info.item_size;
    for (std::size_t n = 0; n < info.shape.size(); ++n) {
        std::size_t const i = last_first ? info.shape.size() - 1 - n : n;
        if (info.shape[i] == 0) return true;
        if (info.shape[i] != 1 && info.strides[i] != step) return false;
        step *= info.shape[i];
    }
    return true;
}

/// Why the dimensions do not do for what is asked; null where they do.
inline const char* why_not_exported(const BufferInfo& info, int flags) noexcept {
    auto const asks = [flags](int what) { return (flags & what) == what; };
    bool const rows = is_dense(info, true);
    bool const columns = is_dense(info, false);
    if (asks(PyBUF_C_CONTIGUOUS) && !rows) return "memory is not C-contiguous";
    if (asks(PyBUF_F_CONTIGUOUS) && !columns) return "memory is not Fortran contiguous";
    if (asks(PyBUF_ANY_CONTIGUOUS) && !rows && !columns) return "memory is not contiguous";
    if (!asks(PyBUF_STRIDES) && !rows) return "memory is not C-contiguous";
    return nullptr;
}

/// Says that a buffer is not what is asked for.
TETHER_NOINLINE inline bool refuse_view(const char* why) noexcept {
    PyErr_SetString(PyExc_BufferError, why);
    return false;
}

/// Fills in what is asked for, of a BufferInfo or a Row: true, or false with BufferError set.
template <class Info>
bool fill_items(Py_buffer& view, const Info& info, Py_ssize_t items, int flags) noexcept {
    if ((flags & PyBUF_WRITABLE) != 0 && info.readonly) return refuse_view("Object is not writable.");
    view.buf = info.data;
    view.len = items * info.item_size;
    view.readonly = info.readonly ? 1 : 0;
    view.itemsize = info.item_size;
    view.format = (flags & PyBUF_FORMAT) != 0 ? const_cast<char*>(info.format) : nullptr;
    view.ndim = 1;
    view.shape = nullptr;
    view.strides = nullptr;
    view.suboffsets = nullptr;
    return true;
}

TETHER_NOINLINE inline bool fill_view(Py_buffer& view, BufferInfo& info, int flags) noexcept {
    if (const char* const why = why_not_exported(info, flags)) return refuse_view(why);
    Py_ssize_t items = 1;
    for (Py_ssize_t const size : info.shape) items *= size;
    if (!fill_items(view, info, items, flags)) return false;
    if ((flags & PyBUF_ND) != 0) {
        view.ndim = static_cast<int>(info.shape.size());
        view.shape = info.shape.data();
    }
    if ((flags & PyBUF_STRIDES) == PyBUF_STRIDES) view.strides = info.strides.data();
    return true;
}

/// The shape is the row's own size, the stride the view's own size of an item, as PyBuffer_FillInfo() has it.
TETHER_NOINLINE inline bool fill_view(Py_buffer& view, Row& row, int flags) noexcept {
    if (!fill_items(view, row, row.size, flags)) return false;
    if ((flags & PyBUF_ND) != 0) view.shape = &row.size;
    if ((flags & PyBUF_STRIDES) == PyBUF_STRIDES) view.strides = &view.itemsize;
    return true;
}

/// What an export keeps: the description and, so that the memory stays where it is, a shared borrow. A lock
/// cannot be kept.
template <class T, class Info> struct Exported {
    Info info;
    [[no_unique_address]] std::conditional_t<policy_of<T> == Policy::locked, std::type_identity<T>,
                                             Hold<T, false>> hold;
};

/// What a description is made of: the value that a method gives, or that its PyResult holds.
template <class R> struct GivenBy {
    using type = std::remove_cvref_t<R>;
};
template <class R>
    requires is_result<std::remove_cvref_t<R>>
struct GivenBy<R> {
    using type = typename std::remove_cvref_t<R>::value_type;
};

/// Moves a method's result into a description.
struct BufferResult : NumberResult<int> {
    template <class R, class Info> static void describe(Info& info, std::remove_reference_t<R>& result) {
        if constexpr (std::is_same_v<Info, BufferInfo>) {
            info = std::move(result);
        } else {
            constexpr bool stays =
                std::is_lvalue_reference_v<R> || requires { typename std::remove_cvref_t<R>::element_type; };
            static_assert(
                stays && requires { Row(std::span(result)); },
                "tether: __buffer__ gives memory that stays where it is: a std::span or a reference "
                "to a vector or array of numbers, or a BufferInfo.");
            if constexpr (stays && requires { Row(std::span(result)); }) info = Row(std::span(result));
        }
    }
};

/// The description that a call gives: true, or false with an error set.
template <class Result, class R, class Info>
bool describe_result(Info& info, std::remove_reference_t<R>& result) {
    using Value = std::remove_cvref_t<R>;
    if constexpr (is_result<Value>) {
        if (result.is_err()) {
            raise_and_release(PyErr(std::move(result).error()).into_state());
            return false;
        }
        typename Value::value_type value = *std::move(result);
        Result::template describe<typename Value::value_type>(info, value);
    } else {
        Result::template describe<R>(info, result);
    }
    return true;
}

/// bf_getbuffer and bf_releasebuffer. Release is void where the class does not declare it.
template <class T, class Get, class Release> struct BufferSlot {
    static int get(PyObject* self, Py_buffer* view, int flags) noexcept {
        view->obj = nullptr;
        try {
            if constexpr (keeps) {
                auto* const exported = new Exported<T, Info>;
                if (fill(self, *exported, *view, flags)) {
                    view->internal = exported;
                    view->obj = ffi::new_ref(self);
                    return 0;
                }
                delete exported;
            } else {
                Exported<T, Row> exported;
                if (fill(self, exported, *view, flags)) {
                    Py_ssize_t* const size = ::new (&view->internal) Py_ssize_t(exported.info.size);
                    if (view->shape != nullptr) view->shape = size;
                    if constexpr (policy_of<T> != Policy::locked) exported.hold.keep();
                    view->obj = ffi::new_ref(self);
                    return 0;
                }
            }
        } catch (const std::exception& exception) {
            translate(exception);
        } catch (...) {
            translate_unknown();
        }
        return -1;
    }

    static void release(PyObject* self, Py_buffer* view) noexcept {
        if constexpr (keeps)
            delete static_cast<Exported<T, Info>*>(view->internal);
        else if constexpr (policy_of<T> != Policy::locked)
            Hold<T, false>::end_kept(self);
        if constexpr (!std::is_void_v<Release>) {
            PyObject* const raised = ffi::take_raised();
            if (Release::template call<StatusResult>(self, nullptr) < 0) PyErr_WriteUnraisable(self);
            if (raised != nullptr) ffi::set_raised(raised);
        }
    }

  private:
    using R = typename Get::result;
    using Info = std::conditional_t<std::is_same_v<typename GivenBy<R>::type, BufferInfo>, BufferInfo, Row>;

    /// Of a row nothing is: its size has room in the view, its borrow is known by the instance.
    static constexpr bool keeps = !std::is_same_v<Info, Row>;

    static bool fill(PyObject* self, Exported<T, Info>& exported, Py_buffer& view, int flags) noexcept {
        try {
            return describe(self, exported, flags) && fill_view(view, exported.info, flags);
        } catch (const std::exception& exception) {
            translate(exception);
        } catch (...) {
            translate_unknown();
        }
        return false;
    }

    /// The value is borrowed for reading as long as it is seen, by a method that takes T& as well: else there
    /// could be one export only.
    static bool describe(PyObject* self, Exported<T, Info>& exported, int flags) {
        if constexpr (policy_of<T> != Policy::locked)
            if (ErrState* const error = exported.hold.take(self, Get::table.text)) {
                raise_and_release(error);
                return false;
            }
        if constexpr (is_lent) {
            return describe_by(*exported.hold.get(), exported.info, flags, typename Get::prototype());
        } else {
            Receiver<T, typename Get::self> receiver;
            if (ErrState* const error = receiver.take(self, Get::table.text)) {
                raise_and_release(error);
                return false;
            }
            return describe_by(receiver.get(), exported.info, flags, typename Get::prototype());
        }
    }

    static constexpr bool is_lent = policy_of<T> != Policy::locked && policy_of<T> != Policy::frozen &&
                                    std::is_lvalue_reference_v<typename Get::self> &&
                                    std::derived_from<T, std::remove_cvref_t<typename Get::self>>;

    template <class P> static P argument(int flags) noexcept {
        if constexpr (takes_argument<P>)
            return static_cast<P>(flags);
        else
            return Python::assume_attached();
    }

    template <class Value, class... P>
    static bool describe_by(Value&& value, Info& info, [[maybe_unused]] int flags, Prototype<R, P...>) {
        auto const call = [&]() -> R {
            if constexpr (std::is_member_function_pointer_v<decltype(Get::function)>)
                return (value.*Get::function)(argument<P>(flags)...);
            else
                return Get::function(value, argument<P>(flags)...);
        };
        R result = call();
        return describe_result<BufferResult, R>(info, result);
    }
};

} // namespace detail
} // namespace tether::inline TETHER_ABI
