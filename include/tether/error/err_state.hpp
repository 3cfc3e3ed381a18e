// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The block behind a PyErr: an exception that is counted, copied and dropped without Python, and made only
// when looked at.
#pragma once

#include <tether/token/attach.hpp>

#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace tether::inline TETHER_ABI::detail {

/// Gives a type object, borrowed: `PyExc_ValueError` is no constant that code could hold. Null with an error
/// set.
using TypeGetter = PyObject* (*)() noexcept;

/// One exception, made or lazy. The count is its own and atomic, so that copies live on any thread.
struct ErrState {
    ErrState() noexcept = default;
    ErrState(const ErrState&) = delete;
    ErrState& operator=(const ErrState&) = delete;

    /// The type of the exception: borrowed, or null with an error set. Attached.
    virtual PyObject* type() const noexcept = 0;
    /// Raises a lazy exception, so that Python makes it, and only once. Attached.
    virtual void raise() const noexcept = 0;
    /// "TypeName: text" as far as it is known without Python, for what(). On any thread.
    virtual std::string describe() const { return "Python exception"; }
    /// Frees the block. On any thread.
    virtual void destroy() noexcept = 0;

    std::atomic<std::uint32_t> count{1};
    std::atomic<PyObject*> value{nullptr};  ///< the exception, once it was made: owned
    std::atomic<const char*> what{nullptr}; ///< the rendered text, from malloc
    std::string path;                       ///< where a conversion failed: "argument 'points', item 3"

  protected:
    ~ErrState() {
        if (PyObject* const made = value.load(std::memory_order_relaxed)) drop_reference(made);
        std::free(const_cast<char*>(what.load(std::memory_order_relaxed)));
    }
};

inline void retain(ErrState* state) noexcept { state->count.fetch_add(1, std::memory_order_relaxed); }

/// Drops one share. On any thread.
inline void release(ErrState* state) noexcept {
    if (state->count.fetch_sub(1, std::memory_order_acq_rel) == 1) state->destroy();
}

/// Raises `type(text)`, the path of a failed conversion before the text. Attached.
TETHER_COLD inline void raise_text(PyObject* type, const std::string& path, std::string_view text) noexcept {
    if (type == nullptr) return;
    auto decode = [](std::string_view part) noexcept {
        return PyUnicode_DecodeUTF8(part.data(), static_cast<Py_ssize_t>(part.size()), "replace");
    };
    PyObject* message = decode(text);
    if (message != nullptr && !path.empty()) {
        PyObject* const bare = std::exchange(message, PyUnicode_FromFormat("%s: %U", path.c_str(), message));
        Py_DECREF(bare);
    }
    if (message == nullptr) return;
    PyErr_SetObject(type, message);
    Py_DECREF(message);
}

/// An exception that Python raised: its instance is there from the start. Of its type the name is kept, for a
/// thread that cannot ask it.
struct MadeState final : ErrState {
    explicit MadeState(PyObject* exception) noexcept {
        value.store(exception, std::memory_order_relaxed);
        std::strncpy(type_name, Py_TYPE(exception)->tp_name, sizeof type_name - 1);
    }

    PyObject* type() const noexcept override {
        return reinterpret_cast<PyObject*>(Py_TYPE(value.load(std::memory_order_relaxed)));
    }
    void raise() const noexcept override {
        ffi::set_raised(ffi::new_ref(value.load(std::memory_order_relaxed)));
    }
    std::string describe() const override { return type_name; }
    void destroy() noexcept override { delete this; }

    char type_name[48]{};
};

/// A type and a text, which stands behind the block in the same allocation.
struct MessageState final : ErrState {
    MessageState(TypeGetter type_getter, std::size_t text_size) noexcept
        : get_type(type_getter), size(text_size) {}

    char* text() noexcept { return reinterpret_cast<char*>(this + 1); }
    std::string_view text() const noexcept { return {reinterpret_cast<const char*>(this + 1), size}; }

    PyObject* type() const noexcept override { return get_type(); }
    void raise() const noexcept override { raise_text(get_type(), path, text()); }
    std::string describe() const override;
    void destroy() noexcept override {
        this->~MessageState();
        ::operator delete(this);
    }

    TypeGetter get_type;
    std::size_t size;
};

/// What a cast or a conversion wanted and what came: the text is made only where somebody looks.
struct MismatchState final : ErrState {
    MismatchState(const char* text_format, PyObject* got, const char* what_was_wanted) noexcept
        : format(text_format),
          got_type(got == Py_None ? nullptr : ffi::new_ref(reinterpret_cast<PyObject*>(Py_TYPE(got)))),
          wanted(what_was_wanted) {}

    PyObject* type() const noexcept override { return PyExc_TypeError; }
    void raise() const noexcept override { raise_text(PyExc_TypeError, path, text()); }
    std::string describe() const override { return "TypeError: " + text(); }
    void destroy() noexcept override {
        if (got_type != nullptr) drop_reference(got_type);
        delete this;
    }

    std::string text() const {
        char buffer[256];
        const char* const got =
            got_type != nullptr ? reinterpret_cast<PyTypeObject*>(got_type)->tp_name : "None";
        std::snprintf(buffer, sizeof buffer, format, got, wanted);
        return buffer;
    }

    const char* format; ///< with two `%s`: the name of the type that came, and `wanted`
    PyObject* got_type; ///< owned; null for None, which has no type that anybody knows by name
    const char* wanted;
};

/// A type object and what it is to be called with: a tuple is spread, another object is the single argument.
struct ArgumentsState final : ErrState {
    ArgumentsState(PyObject* exception_type, PyObject* the_arguments) noexcept
        : exception(exception_type), arguments(the_arguments) {}

    PyObject* type() const noexcept override {
        return PyExceptionClass_Check(exception) ? exception : PyExc_TypeError;
    }
    void raise() const noexcept override {
        if (PyExceptionClass_Check(exception))
            PyErr_SetObject(exception, arguments);
        else
            PyErr_SetString(PyExc_TypeError, "exceptions must derive from BaseException");
    }
    void destroy() noexcept override {
        drop_reference(exception);
        drop_reference(arguments);
        delete this;
    }

    PyObject* exception;
    PyObject* arguments;
};

/// What stands for every error that finds no memory for its block: MemoryError, never freed.
struct OutOfMemoryState final : ErrState {
    PyObject* type() const noexcept override { return PyExc_MemoryError; }
    void raise() const noexcept override { PyErr_NoMemory(); }
    std::string describe() const override { return "MemoryError"; }
    void destroy() noexcept override {}
};

TETHER_COLD TETHER_HIDDEN inline ErrState* out_of_memory() noexcept {
    static OutOfMemoryState state;
    retain(&state);
    return &state;
}

/// An error of a type with a text. On any thread.
TETHER_COLD inline ErrState* new_message(TypeGetter type, std::string_view text) noexcept {
    void* const memory = ::operator new(sizeof(MessageState) + text.size() + 1, std::nothrow);
    if (memory == nullptr) return out_of_memory();
    auto* const state = new (memory) MessageState(type, text.size());
    std::memcpy(state->text(), text.data(), text.size());
    state->text()[text.size()] = '\0';
    return state;
}

/// A TypeError that names the type of what came. Attached.
TETHER_COLD inline ErrState* new_mismatch(const char* format, PyObject* got,
                                          const char* wanted = "") noexcept {
    auto* const state = new (std::nothrow) MismatchState(format, got, wanted);
    return state != nullptr ? state : out_of_memory();
}

/// The failed cast to a type of Python's. Attached.
TETHER_COLD inline ErrState* new_cast_error(PyObject* got, const char* wanted) noexcept {
    return new_mismatch("'%s' object is not an instance of '%s'", got, wanted);
}

/// The exception that is raised, taken out of the indicator. Attached.
TETHER_COLD inline ErrState* fetch_error() noexcept {
    PyObject* const exception = ffi::take_raised();
    if (exception == nullptr)
        return new_message([]() noexcept { return PyExc_SystemError; },
                           "attempted to fetch exception but none was set");
    auto* const state = new (std::nothrow) MadeState(exception);
    if (state != nullptr) return state;
    Py_DECREF(exception);
    return out_of_memory();
}

/// Says where in a value a conversion failed; the outer places come later: first "item 3", then "argument
/// 'points'".
TETHER_COLD inline ErrState* at_place(ErrState* state, std::string_view place) noexcept {
    try {
        std::string path(place);
        if (!state->path.empty()) path.append(", ").append(state->path);
        state->path = std::move(path);
    } catch (...) { // no memory: the error is told without its place
    }
    return state;
}

/// The exception itself, made now where it was lazy: borrowed from the state. Attached.
inline PyObject* made(ErrState* state) noexcept {
    PyObject* value = state->value.load(std::memory_order_acquire);
    if (value != nullptr) return value;
    PyObject* const raised = ffi::take_raised(); // what is in flight stays so
    state->raise();
    PyObject* const fresh = ffi::take_raised();
    if (raised != nullptr) ffi::set_raised(raised);
    if (!state->value.compare_exchange_strong(value, fresh, std::memory_order_acq_rel)) {
        Py_DECREF(fresh);
        return value;
    }
    return fresh;
}

/// Adds the path of a failed conversion to an exception that somebody else's code raised, as a note where
/// there are any.
TETHER_COLD inline void note_path(PyObject* exception, const std::string& path) noexcept {
    PyObject* const done =
        PyObject_CallMethod(exception, "add_note", "s", ("while converting " + path).c_str());
    if (done == nullptr) PyErr_Clear(); // Python 3.10 and older have no notes
    Py_XDECREF(done);
}

/// Raises the exception. Attached.
TETHER_COLD inline void raise(ErrState* state) noexcept {
    PyObject* const value = state->value.load(std::memory_order_acquire);
    if (value == nullptr) return state->raise();
    if (!state->path.empty()) note_path(value, std::exchange(state->path, {}));
    ffi::set_raised(ffi::new_ref(value));
}

/// Raises the exception and drops the share. Attached.
TETHER_COLD inline void raise_and_release(ErrState* state) noexcept {
    raise(state);
    release(state);
}

/// The name of a type object without its module.
inline const char* short_name(PyObject* type) noexcept {
    const char* const name = reinterpret_cast<PyTypeObject*>(type)->tp_name;
    const char* const dot = std::strrchr(name, '.');
    return dot != nullptr ? dot + 1 : name;
}

inline std::string MessageState::describe() const {
    std::string result;
    // The types of Python itself are static objects that outlive the interpreter; others need it.
    if (PyObject* const exception = ffi::current_thread_state() != nullptr ? get_type() : nullptr)
        result.append(short_name(exception)).append(": ");
    if (!path.empty()) result.append(path).append(": ");
    return result.append(text());
}

} // namespace tether::inline TETHER_ABI::detail
