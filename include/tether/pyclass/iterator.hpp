// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// Python iterators over ranges of C++ that belong to an instance: make_iterator.
//
// A range that has an index is gone through by index, the instance borrowed for each step: like a list, it
// may change between two. Any other range is kept from changing by a shared borrow until its end is reached
// or the iterator is gone.
#pragma once

#include <tether/pyclass/iterator_object.hpp>
#include <tether/types/iterator.hpp>

#include <iterator>

namespace tether::inline TETHER_ABI {
namespace detail {

/// The projection that changes nothing.
struct Itself {
    template <class V> constexpr V&& operator()(V&& value) const noexcept { return static_cast<V&&>(value); }
};

template <class R>
concept CppRange =
    !std::derived_from<std::remove_cvref_t<R>, PyAny> && !PyClass<std::remove_cvref_t<R>> &&
    !std::is_convertible_v<R, std::string_view> && requires(std::remove_reference_t<R>& range) {
        std::begin(range) != std::end(range);
        *std::begin(range);
    };

template <class R>
concept IndexedRange = CppRange<R> && requires(std::remove_reference_t<R>& range) {
    std::size(range);
    requires std::random_access_iterator<decltype(std::begin(range))>;
};

/// What an iterator points to as a Python object, after a projection.
template <class It, class Project> PyObject* item_at(It& at, const Project& project) {
    using Item = decltype(project(*at));
    if constexpr (std::is_reference_v<Item> && PyClass<std::remove_cvref_t<Item>>) {
        const auto& value = project(*at); // a copy, as in a list that a container becomes
        return into_python(value);
    } else if constexpr (IntoPython<Item> || is_result<std::remove_cvref_t<Item>>) {
        return return_value<Item>(project(*at));
    } else { // a proxy, as of std::vector<bool>
        using Value = typename std::iterator_traits<It>::value_type;
        return return_value<Value>(static_cast<Value>(project(*at)));
    }
}

/// By index. Source lends the range of an owner: `visit(owner, f)` gives `f(range)`.
template <class Source, class Project> class IndexedSteps {
  public:
    static constexpr bool may_step_anytime = true;

    IndexedSteps(Source source, Project project) : source_(std::move(source)), project_(std::move(project)) {}

    PyObject* next(PyObject* owner) {
        return source_.visit(owner, [this](auto& range) -> PyObject* {
            if (index_ >= static_cast<std::size_t>(std::size(range))) return nullptr;
            auto at = std::begin(range) + static_cast<std::ptrdiff_t>(index_++);
            return item_at(at, project_);
        });
    }

  private:
    std::size_t index_ = 0;
    [[no_unique_address]] Source source_;
    [[no_unique_address]] Project project_;
};

/// By two iterators into the owner, which is borrowed all the while; a lock can only be held for a step.
template <class T, class It, class End, class Project> class PairSteps {
    static constexpr bool is_locked = policy_of<T> == Policy::locked;
    struct Nothing {};

  public:
    PairSteps(It begin, End end, Project project)
        : at_(std::move(begin)), end_(std::move(end)), project_(std::move(project)) {}

    ErrState* take([[maybe_unused]] PyObject* owner) noexcept {
        if constexpr (is_locked)
            return nullptr;
        else
            return kept_.take(owner, "__iter__");
    }

    PyObject* next([[maybe_unused]] PyObject* owner) {
        if constexpr (is_locked) {
            Hold<T, false> hold;
            if (ErrState* const error = hold.take(owner, "__next__")) return fail_receiver(error);
            return advance();
        } else {
            return advance();
        }
    }

  private:
    PyObject* advance() {
        if (!(at_ != end_)) return nullptr;
        PyObject* const item = item_at(at_, project_);
        ++at_;
        return item;
    }

    It at_;
    End end_;
    [[no_unique_address]] Project project_;
    [[no_unique_address]] std::conditional_t<is_locked, Nothing, Hold<T, false>> kept_;
};

/// By two iterators into an object that nothing is known of.
template <class It, class End, class Project> class PlainSteps {
  public:
    PlainSteps(It begin, End end, Project project)
        : at_(std::move(begin)), end_(std::move(end)), project_(std::move(project)) {}

    PyObject* next(PyObject* /*owner*/) {
        if (!(at_ != end_)) return nullptr;
        PyObject* const item = item_at(at_, project_);
        ++at_;
        return item;
    }

  private:
    It at_;
    End end_;
    [[no_unique_address]] Project project_;
};

/// A range that the iterator has to itself.
template <class Range, class Project> class OwnedSteps {
  public:
    OwnedSteps(Range&& range, Project project)
        : range_(std::move(range)), at_(std::begin(range_)), project_(std::move(project)) {}
    OwnedSteps(const OwnedSteps&) = delete;
    OwnedSteps& operator=(const OwnedSteps&) = delete;

    PyObject* next(PyObject* /*owner*/) {
        if (!(at_ != std::end(range_))) return nullptr;
        PyObject* const item = item_at(at_, project_);
        ++at_;
        return item;
    }

  private:
    Range range_;
    decltype(std::begin(std::declval<Range&>())) at_;
    [[no_unique_address]] Project project_;
};

/// A part of a value: by a data member, a member function or a callable.
template <class T, class Of> decltype(auto) range_of(const T& value, const Of& of) {
    if constexpr (std::is_member_object_pointer_v<Of>)
        return (value.*of);
    else if constexpr (std::is_member_function_pointer_v<Of>)
        return (value.*of)();
    else
        return of(value);
}

/// The range of an instance of T.
template <class T, class Of> struct PartSource {
    template <class Visit> PyObject* visit(PyObject* owner, Visit&& visit) const {
        Hold<T, false> hold;
        if (ErrState* const error = hold.take(owner, "__next__")) [[unlikely]]
            return fail_receiver(error);
        auto& range = range_of<T>(*hold.get(), of);
        return visit(range);
    }

    [[no_unique_address]] Of of;
};

/// An iterator by a pair that borrows the owner, an instance of T. Null with an error set.
template <class T, class It, class End, class Project>
PyObject* new_pair_iterator(PyObject* owner, It begin, End end, Project project) {
    using Steps = PairSteps<T, It, End, Project>;
    PyObject* const made = new_iterator<Steps>(owner, std::move(begin), std::move(end), std::move(project));
    if (made == nullptr) return nullptr;
    if (ErrState* const error = static_cast<Steps*>(IteratorObject::of(made)->state)->take(owner)) {
        Py_DECREF(made);
        return fail_receiver(error);
    }
    return made;
}

inline PyResult<Bound<PyIterator>> own_iterator(PyObject* made) {
    return Bound<PyIterator>::from_owned_ptr_or_err(Python::assume_attached(), made);
}

template <class It, class End>
concept IteratorPair = requires(It& at, const End& end) {
    at != end;
    *at;
    ++at;
};

} // namespace detail

/// An iterator over a range that belongs to an instance, which it keeps alive. `of` says which: a data
/// member, a member function or a callable of `const T&`; a range that it gives by value goes into the
/// iterator. `project` makes of each element what Python gets. Ends in RuntimeError where the instance is
/// being changed. Needs the token.
template <class T, class Of, class Project = detail::Itself>
    requires(!detail::IteratorPair<Of, Project>)
PyResult<Bound<PyIterator>> make_iterator(const object<T>& owner, Of of, Project project = {}) {
    using Range = decltype(detail::range_of<T>(std::declval<const T&>(), of));
    static_assert(detail::CppRange<Range>, "tether: make_iterator: this gives no range: begin() and end().");
    if constexpr (!detail::CppRange<Range>) {
        Py_UNREACHABLE();
    } else if constexpr (std::is_lvalue_reference_v<Range> && detail::IndexedRange<Range>) {
        using Source = detail::PartSource<T, Of>;
        return detail::own_iterator(detail::new_iterator<detail::IndexedSteps<Source, Project>>(
            owner.as_ptr(), Source{std::move(of)}, std::move(project)));
    } else {
        auto const value = *owner.try_borrow();
        if constexpr (std::is_lvalue_reference_v<Range>) {
            auto& range = detail::range_of<T>(*value, of);
            return detail::own_iterator(detail::new_pair_iterator<T>(owner.as_ptr(), std::begin(range),
                                                                     std::end(range), std::move(project)));
        } else {
            return detail::own_iterator(
                detail::new_iterator<detail::OwnedSteps<std::remove_const_t<Range>, Project>>(
                    owner.as_ptr(), detail::range_of<T>(*value, of), std::move(project)));
        }
    }
}

/// An iterator from `begin` to `end`, which point into an instance: it keeps that alive and, until its end,
/// borrowed for reading. RuntimeError where the instance is being changed. Needs the token.
template <class T, class It, class End, class Project = detail::Itself>
    requires detail::IteratorPair<It, End>
PyResult<Bound<PyIterator>> make_iterator(const object<T>& owner, It begin, End end, Project project = {}) {
    return detail::own_iterator(
        detail::new_pair_iterator<T>(owner.as_ptr(), std::move(begin), std::move(end), std::move(project)));
}

/// The same for iterators into what any other object keeps alive, and does not change. Needs the token.
template <class It, class End, class Project = detail::Itself>
    requires detail::IteratorPair<It, End>
PyResult<Bound<PyIterator>> make_iterator(const PyAny& owner, It begin, End end, Project project = {}) {
    return detail::own_iterator(detail::new_iterator<detail::PlainSteps<It, End, Project>>(
        owner.as_ptr(), std::move(begin), std::move(end), std::move(project)));
}

} // namespace tether::inline TETHER_ABI
