// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The errors of the types that were tried in turn, kept as values until one fits or none does.
#pragma once

#include <tether/tether.hpp>

namespace tether::inline TETHER_ABI::detail {

/// What came, what was wanted, and why each type in turn refused it. Its text is made only when looked at.
struct AlternativesState final : ErrState {
    AlternativesState(PyObject* object, const char* what_was_wanted) noexcept
        : wanted(what_was_wanted), got(Py_TYPE(object)) {}

    PyObject* type() noexcept override { return PyExc_TypeError; }
    void raise() noexcept override {
        try {
            std::string text = head();
            for (std::size_t i = 0; i < reason_count; ++i)
                text.append("\n- ").append(names[i]).append(": ").append(what(reasons[i]));
            raise_text(PyExc_TypeError, path, text);
        } catch (...) {
            PyErr_NoMemory();
        }
    }
    std::string describe() const override {
        return "TypeError: " + path + (path.empty() ? "" : ": ") + head();
    }
    void destroy() noexcept override {
        for (std::size_t i = 0; i < reason_count; ++i) release(reasons[i]);
        delete this;
    }

    std::string head() const {
        return std::string("'").append(got.text).append("' object cannot be converted to '").append(wanted) +
               "'";
    }

    static constexpr std::size_t most = 16; ///< reasons that are kept

    const char* wanted;
    TypeName got;
    const char* names[most]{};
    ErrState* reasons[most]{};
    std::size_t reason_count = 0;
};

/// Whether an error says that an object does not fit a type, and no more. Attached.
inline bool is_misfit(ErrState* error) noexcept {
    PyObject* const type = exception_type(error);
    return PyErr_GivenExceptionMatches(type, PyExc_TypeError) != 0 ||
           PyErr_GivenExceptionMatches(type, PyExc_ValueError) != 0 ||
           PyErr_GivenExceptionMatches(type, PyExc_OverflowError) != 0;
}

/// Hears of each type in turn how the conversion went.
class Alternatives {
  public:
    Alternatives(PyObject* object, const char* wanted, const char* const* names) noexcept
        : object_(object), wanted_(wanted), names_(names) {}

    ~Alternatives() {
        if (refused_ != nullptr) release(refused_);
    }

    Alternatives(const Alternatives&) = delete;
    Alternatives& operator=(const Alternatives&) = delete;

    /// Takes what came of one type, null or its error: whether that is what comes of all.
    TETHER_NOINLINE bool ends(ErrState* error) noexcept {
        if (error != nullptr && is_misfit(error)) {
            add(error);
            return false;
        }
        result_ = error;
        has_ended_ = true;
        return true;
    }

    /// Null, or the error; asked once.
    ErrState* result() noexcept {
        if (has_ended_) return result_;
        ErrState* const refused = std::exchange(refused_, nullptr);
        return refused != nullptr ? refused : out_of_memory();
    }

  private:
    void add(ErrState* error) noexcept {
        if (refused_ == nullptr) refused_ = new (std::nothrow) AlternativesState(object_, wanted_);
        if (refused_ == nullptr || refused_->reason_count == AlternativesState::most) return release(error);
        refused_->names[refused_->reason_count] = names_[tried_++];
        refused_->reasons[refused_->reason_count++] = error;
    }

    PyObject* object_;
    const char* wanted_;
    const char* const* names_;
    AlternativesState* refused_ = nullptr;
    ErrState* result_ = nullptr;
    std::size_t tried_ = 0;
    bool has_ended_ = false;
};

} // namespace tether::inline TETHER_ABI::detail
