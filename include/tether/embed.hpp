// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Python run from C++: Interpreter, which starts and ends it, and modules of the program's own. Opt-in; it
// includes <tether/tether.hpp>.
#pragma once

#include <tether/embed/config.hpp>
#include <tether/embed/virtual_environment.hpp>

#include <atomic>
#include <chrono>
#include <thread>

namespace tether::inline TETHER_ABI {

/// Makes a module of this program importable: `*append_to_inittab("geometry", PyInit_geometry);`, where
/// TETHER_MODULE(geometry, m) or its like defines PyInit_geometry. Before Python starts, for all times that
/// it does; needs no token. RuntimeError where Python is running, MemoryError. The name must outlive the
/// program, as a literal does.
inline PyResult<void> append_to_inittab(const char* name, PyObject* (*init)()) {
    if (Py_IsInitialized() != 0)
        return PyErr::make<PyRuntimeError>(
            std::string("append_to_inittab: Python is running, too late for '").append(name).append("'"));
    if (PyImport_AppendInittab(name, init) != 0)
        return PyErr::make<PyMemoryError>("append_to_inittab: out of memory");
    return ok();
}

namespace detail {

/// What became of Python in this process, as far as Interpreter had to do with it.
enum class Lifecycle : unsigned char { none, busy, broken };

TETHER_HIDDEN inline constinit std::atomic<Lifecycle> lifecycle{Lifecycle::none};

/// The last that Python calls before it ends: nobody comes in any more, and what was dropped while detached
/// is given back while all modules are still there.
inline PyObject* before_the_end(PyObject* /*self*/, PyObject* /*unused*/) noexcept {
    gate.close();
    // Who is on the way in needs the GIL to arrive. In a forked child nobody arrives: so not for ever.
    PyThreadState* const thread = PyEval_SaveThread();
    for (int i = 0; i < 1000 && gate.is_passed(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    PyEval_RestoreThread(thread);
    drain_pool(State::of(ffi::current_interpreter()));
    return ffi::new_ref(Py_None);
}

TETHER_HIDDEN inline constinit PyMethodDef before_the_end_def{"tether_before_the_end", &before_the_end,
                                                              METH_NOARGS, nullptr};

/// What an interpreter needs before anybody comes in. Attached; what fails here is not worth a failed start.
inline void prepare_interpreter() noexcept {
    // The thread that imports it first is the main one, for Python before 3.13.
    Py_XDECREF(PyImport_ImportModule("threading"));
    PyErr_Clear();
    PyObject* const function = PyCFunction_New(&before_the_end_def, nullptr);
    PyObject* const atexit = function != nullptr ? PyImport_ImportModule("atexit") : nullptr;
    if (atexit != nullptr) Py_XDECREF(PyObject_CallMethod(atexit, "register", "O", function));
    Py_XDECREF(atexit);
    Py_XDECREF(function);
    PyErr_Clear();
}

/// Starts Python, attached to this thread. C++'s own exceptions, its lack of memory above all, pass.
inline PyResult<void> initialize(const Config& config) {
    if (!config.virtual_environment.empty()) {
        if (auto error = check_environment(config.virtual_environment)) return *std::move(error);
    }
    ffi::forget_paths();
    if (PyStatus const status = preinitialize(config.isolated); PyStatus_Exception(status) != 0)
        return cannot_start(status);
    ConfigFiller filler(config.isolated);
    PyConfig& raw = filler.config();
    raw.install_signal_handlers = config.install_signal_handlers ? 1 : 0;
    filler.set(raw.program_name, config.program_name);
    filler.set(raw.home, config.home);
    if (!config.virtual_environment.empty())
        filler.set(raw.executable, environment_executable(config.virtual_environment));
    for (const std::string& argument : config.argv) filler.append(raw.argv, argument);
    for (const std::string& path : config.module_search_paths) filler.append(raw.module_search_paths, path);
    if (!config.module_search_paths.empty()) raw.module_search_paths_set = 1;
    if (config.adjust != nullptr) filler.keep(config.adjust(raw));
    if (PyStatus_Exception(filler.status()) != 0) return cannot_start(filler.status());
    if (PyStatus const status = Py_InitializeFromConfig(&raw); PyStatus_Exception(status) != 0)
        return cannot_start(status);
    return ok();
}

inline PyResult<void> initialize_or_err(const Config& config) noexcept {
    try {
        return initialize(config);
    } catch (const std::exception& exception) {
        return cannot_start(exception.what());
    }
}

/// Starts Python, and leaves this thread detached: what it is attached by.
inline PyResult<PyThreadState*> start_python(const Config& config) {
    Lifecycle before = Lifecycle::none;
    if (!lifecycle.compare_exchange_strong(before, Lifecycle::busy))
        return cannot_start(before == Lifecycle::busy
                                ? "an Interpreter exists already; attach() needs no second one"
                                : "it failed before, and cannot be started again in this process");
    if (Py_IsInitialized() != 0) {
        lifecycle = Lifecycle::none;
        return cannot_start("somebody else started it already; attach() needs no Interpreter");
    }
    gate.hold();
    PyResult<void> started = initialize_or_err(config);
    if (started.is_ok()) prepare_interpreter();
    bool const is_attached = ffi::current_thread_state() != nullptr;
    State* const state = is_attached && started.is_ok() ? State::of(ffi::current_interpreter()) : nullptr;
    PyThreadState* const thread = is_attached ? PyEval_SaveThread() : nullptr;
    if (started.is_ok())
        thread_record = {.seen = state, .left = thread, .left_state = state};
    else
        lifecycle = is_attached ? Lifecycle::broken : Lifecycle::none;
    gate.open();
    if (started.is_err()) return std::move(started).error();
    return thread;
}

/// Ends Python on the thread that started it.
inline void end_python(PyThreadState* thread) noexcept {
    if (ffi::current_thread_state() == nullptr) PyEval_RestoreThread(thread);
    thread_record = {.seen = thread_record.left_state};
    Py_FinalizeEx();
    lifecycle = Lifecycle::none;
    gate.open();
}

} // namespace detail

/// Python, running: started by the constructor, ended by the destructor. There is one at a time, one after
/// the other as often as wanted. It leaves its thread detached: attach() is the way in, for this thread and
/// all others. It is destroyed on the thread that made it. Threads that may attach are joined before that;
/// one that asks later is turned away, one that was inside waits for ever.
class Interpreter {
  public:
    /// Starts Python. RuntimeError, thrown as Raised: where Python runs already, where the Config is wrong,
    /// and with Python's own words where it cannot start; after some of these it cannot be tried again, which
    /// the next error says.
    explicit Interpreter(const Config& config = {}) : thread_(*detail::start_python(config)) {}

    /// The same with the error as a value.
    static PyResult<Interpreter> start(const Config& config = {}) {
        TETHER_TRY(PyThreadState * thread, detail::start_python(config));
        return Interpreter(thread);
    }

    Interpreter(Interpreter&& other) noexcept : thread_(std::exchange(other.thread_, nullptr)) {}

    Interpreter(const Interpreter&) = delete;
    Interpreter& operator=(const Interpreter&) = delete;

    /// Waits for Python's own threads that are no daemons, runs what `atexit` has, gives back what was
    /// dropped while detached, and ends Python.
    ~Interpreter() {
        if (thread_ != nullptr) detail::end_python(thread_);
    }

    /// What the `python` command does with a command line: starts, runs, ends, and gives the exit status.
    /// At SystemExit older Pythons end the process.
    static int main(int argc, char** argv) { return Py_BytesMain(argc, argv); }

  private:
    explicit Interpreter(PyThreadState* thread) noexcept : thread_(thread) {}

    PyThreadState* thread_;
};

} // namespace tether::inline TETHER_ABI
