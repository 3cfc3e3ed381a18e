// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// What a PyErr can be made of: an exception that exists, a type and a text, a type and arguments, or what a
// conversion wanted and what came.
#pragma once

#include <tether/error/err_state.hpp>
#include <tether/error/text_buffer.hpp>

namespace tether::inline TETHER_ABI::detail {

/// Gives a type object, borrowed: `PyExc_ValueError` is no constant that code could hold. Null with an error
/// set.
using TypeGetter = PyObject* (*)() noexcept;

/// The name of a type, copied for a thread that cannot ask the type.
struct TypeName {
    explicit TypeName(const char* name) noexcept {
        std::size_t size = std::strlen(name);
        if (size >= sizeof text) {
            size = sizeof text - 1;
            while ((name[size] & 0xC0) == 0x80) --size; // no half of a character
        }
        std::memcpy(text, name, size);
        text[size] = '\0';
    }
    explicit TypeName(PyTypeObject* type) noexcept : TypeName(ffi::TypeText(type).text()) {}

    /// Without the module that types made in C have in it.
    const char* bare() const noexcept {
        const char* const dot = std::strrchr(text, '.');
        return dot != nullptr ? dot + 1 : text;
    }

    char text[96];
};

/// Raises `type(text)`, the path of a failed conversion before the text. Attached.
TETHER_COLD inline void raise_text(PyObject* type, const std::string& path, std::string_view text) noexcept {
    if (type == nullptr) return;
    std::string whole;
    try {
        if (!path.empty()) {
            whole.reserve(path.size() + 2 + text.size());
            text = whole.append(path).append(": ").append(text);
        }
    } catch (...) {
        PyErr_NoMemory();
        return;
    }
    PyObject* const message =
        PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace");
    if (message == nullptr) return;
    PyErr_SetObject(type, message);
    Py_DECREF(message);
}

/// Raises what stands in place of an exception whose interpreter has ended. Attached.
TETHER_COLD inline void raise_orphan(const TypeName& name) noexcept {
    PyErr_Format(PyExc_SystemError, "this %s belonged to an interpreter that has ended", name.bare());
}

/// An exception that is there from the start.
struct MadeState final : ErrState {
    explicit MadeState(PyObject* exception) noexcept : name(Py_TYPE(exception)) {
        value.store_relaxed(exception);
        home.store_relaxed(current_home());
    }

    PyObject* type() noexcept override { return nullptr; }
    void raise() noexcept override { raise_orphan(name); } // else nobody asks
    TETHER_COLD std::string describe() const override { return name.bare(); }
    void destroy() noexcept override { delete this; }

    TypeName name;
};

/// A type and a text, which stands behind the block in the same allocation.
struct MessageState final : ErrState {
    MessageState(TypeGetter type_getter, const char* type_name, std::size_t text_size) noexcept
        : get_type(type_getter), name(type_name), size(text_size) {}

    char* memory() noexcept { return reinterpret_cast<char*>(this + 1); }
    std::string_view text() const noexcept { return {reinterpret_cast<const char*>(this + 1), size}; }

    PyObject* type() noexcept override {
        PyObject* const result = get_type();
        if (result == nullptr) PyErr_Clear();
        return result;
    }
    void raise() noexcept override { raise_text(get_type(), path, text()); }
    TETHER_COLD std::string describe() const override {
        std::string result = name != nullptr ? name : "";
        if (name != nullptr && size + path.size() != 0) result.append(": ");
        if (!path.empty()) result.append(path).append(": ");
        return result.append(text());
    }
    void destroy() noexcept override {
        std::size_t const whole = sizeof(MessageState) + size + 1;
        this->~MessageState();
        ErrState::operator delete(this, whole);
    }

    TypeGetter get_type;
    const char* name; ///< of the type, or null
    std::size_t size;
};

/// What a cast or a conversion wanted and what came: the text is made only where somebody looks.
struct MismatchState final : ErrState {
    MismatchState(const char* text_format, const char* got_name, const char* wanted_name) noexcept
        : format(text_format), wanted(wanted_name), got(got_name) {}

    PyObject* type() noexcept override { return PyExc_TypeError; }
    void raise() noexcept override {
        TextBuffer text;
        write(text);
        raise_text(PyExc_TypeError, path, text.view());
    }
    TETHER_COLD std::string describe() const override {
        TextBuffer text;
        write(text);
        std::string result("TypeError: ");
        if (!path.empty()) result.append(path).append(": ");
        return result.append(text.view());
    }
    void destroy() noexcept override { delete this; }

    void write(TextBuffer& result) const noexcept {
        const char* name = got.text;
        const char* rest = format;
        while (const char* const place = std::strstr(rest, "%s")) {
            result.add(rest, static_cast<std::size_t>(place - rest)).add(std::exchange(name, wanted));
            rest = place + 2;
        }
        result.add(rest);
    }

    const char* format; ///< with two `%s`: the name of the type that came, and `wanted`
    const char* wanted;
    TypeName got;
};

/// A type object and the tuple that it is to be called with.
struct ArgumentsState final : ErrState {
    ArgumentsState(PyObject* exception_type, PyObject* argument_tuple) noexcept
        : exception(ffi::new_ref(exception_type)), arguments(argument_tuple),
          name(PyType_Check(exception_type) ? reinterpret_cast<PyTypeObject*>(exception_type)
                                            : reinterpret_cast<PyTypeObject*>(PyExc_TypeError)) {
        home.store_relaxed(origin);
    }

    PyObject* type() noexcept override { return nullptr; } // OSError(2, "") is a FileNotFoundError
    void raise() noexcept override {
        if (origin != nullptr && !origin->is_alive())
            raise_orphan(name);
        else if (PyExceptionClass_Check(exception))
            PyErr_SetObject(exception, arguments);
        else
            PyErr_SetString(PyExc_TypeError, "exceptions must derive from BaseException");
    }
    TETHER_COLD std::string describe() const override { return name.bare(); }
    void destroy() noexcept override {
        drop_at_home(origin, exception);
        drop_at_home(origin, arguments);
        delete this;
    }

    State* const origin = current_home();
    PyObject* exception;
    PyObject* arguments;
    TypeName name;
};

/// What Python raised and has not made an exception of (before 3.12): most are never looked at.
struct UnmadeState final : ErrState {
    explicit UnmadeState(const ffi::Unmade& raised) noexcept : unmade(raised) { home.store_relaxed(origin); }

    PyObject* type() noexcept override { return is_orphan(this) ? nullptr : unmade.type; }
    void raise() noexcept override {
        if (is_orphan(this)) return raise_orphan(name());
        if (count.load() == 1) { // what nobody else can look at goes
            ffi::raise_unmade(std::exchange(unmade, {unmade.type, nullptr, nullptr}));
        } else {
            Py_XINCREF(unmade.value);
            Py_XINCREF(unmade.traceback);
            ffi::raise_unmade(unmade);
        }
        if (path.empty()) return;
        PyObject* const exception = ffi::take_raised();
        tell_path(this, exception);
        ffi::set_raised(exception);
    }
    TETHER_COLD std::string describe() const override { return name().bare(); }
    void destroy() noexcept override {
        if (unmade.value != nullptr) drop_at_home(origin, unmade.value);
        if (unmade.traceback != nullptr) drop_at_home(origin, unmade.traceback);
        delete this;
    }

    TypeName name() const noexcept { return TypeName(reinterpret_cast<PyTypeObject*>(unmade.type)); }

    State* const origin = current_home();
    ffi::Unmade unmade;
};

/// What stands for every error that finds no memory for its block: MemoryError, never freed.
struct OutOfMemoryState final : ErrState {
    PyObject* type() noexcept override { return PyExc_MemoryError; }
    void raise() noexcept override { PyErr_NoMemory(); }
    TETHER_COLD std::string describe() const override { return "MemoryError"; }
    void destroy() noexcept override {}
};

/// Never destroyed: threads may drop their errors after main().
union OutOfMemory {
    OutOfMemory() noexcept : state() {}
    ~OutOfMemory() {}

    OutOfMemoryState state;
};

TETHER_COLD TETHER_HIDDEN inline OutOfMemoryState* out_of_memory_state() noexcept {
    static OutOfMemory only;
    return &only.state;
}

TETHER_COLD TETHER_NOT_NULL inline ErrState* out_of_memory() noexcept {
    OutOfMemoryState* const state = out_of_memory_state();
    retain(state);
    return state;
}

TETHER_COLD inline bool is_out_of_memory(const ErrState* state) noexcept {
    return state == out_of_memory_state();
}

/// An error of a type with a text; `type_name` is for threads that are not attached. On any thread.
TETHER_COLD inline ErrState* new_message(TypeGetter type, std::string_view text,
                                         const char* type_name = nullptr) noexcept {
    void* const memory = ErrState::operator new(sizeof(MessageState) + text.size() + 1, std::nothrow);
    if (memory == nullptr) return out_of_memory();
    auto* const state = ::new (memory) MessageState(type, type_name, text.size());
    std::memcpy(state->memory(), text.data(), text.size());
    state->memory()[text.size()] = '\0';
    return state;
}

/// A TypeError that names the type of what came. Attached.
TETHER_COLD TETHER_NOT_NULL inline ErrState* new_mismatch(const char* format, PyObject* got,
                                                          const char* wanted = "") noexcept {
    auto* const state = new (std::nothrow) MismatchState(format, ffi::TypeText(Py_TYPE(got)).text(), wanted);
    return state != nullptr ? state : out_of_memory();
}

/// The failed cast to a type of Python's. Attached.
TETHER_COLD TETHER_NOT_NULL inline ErrState* new_cast_error(PyObject* got, const char* wanted) noexcept {
    if (got != Py_None) return new_mismatch("'%s' object is not an instance of '%s'", got, wanted);
    auto* const state = new (std::nothrow) MismatchState("'%s' is not an instance of '%s'", "None", wanted);
    return state != nullptr ? state : out_of_memory();
}

/// An error that is an exception already; steals the reference. Attached.
TETHER_COLD inline ErrState* new_made(PyObject* exception) noexcept {
    auto* const state = new (std::nothrow) MadeState(exception);
    if (state != nullptr) return state;
    Py_DECREF(exception);
    return out_of_memory();
}

/// The exception that is raised, taken out of the indicator. Attached.
TETHER_COLD inline ErrState* fetch_error() noexcept {
    ffi::Unmade unmade;
    if (ffi::take_unmade(unmade)) {
        auto* const state = new (std::nothrow) UnmadeState(unmade);
        if (state != nullptr) return state;
        ffi::raise_unmade(unmade);
    }
    PyObject* const exception = ffi::take_raised();
    if (exception != nullptr) return new_made(exception);
    return new_message([]() noexcept { return PyExc_SystemError; },
                       "attempted to fetch exception but none was set", "SystemError");
}

/// What comes of calling a type with arguments, a tuple or the only one; steals the arguments, which may be
/// null with an error set. Attached.
TETHER_COLD inline ErrState* new_arguments(PyObject* type, PyObject* arguments) noexcept {
    if (type == nullptr) {
        Py_XDECREF(arguments);
        return fetch_error();
    }
    if (arguments != nullptr && !PyTuple_Check(arguments)) {
        PyObject* const only = std::exchange(arguments, ffi::tuple_from_array(&arguments, 1));
        Py_DECREF(only);
    }
    if (arguments == nullptr) return fetch_error();
    auto* const state = new (std::nothrow) ArgumentsState(type, arguments);
    if (state != nullptr) return state;
    Py_DECREF(arguments);
    return out_of_memory();
}

} // namespace tether::inline TETHER_ABI::detail
