// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// The slots of operators: arithmetic with its reflected forms, in place, and the comparisons.
//
// A slot is asked with the class's instance on either side. Its left method comes first, then the reflected
// one; both leave the operator to others by NotImplemented.
#pragma once

#include <tether/pyclass/special.hpp>

#include <compare>

namespace tether::inline TETHER_ABI {

/// Whether an order is what a comparison asks for: for `__richcmp__(other, op)`, `return matches(op, a <=>
/// b);`. Values without an order are only unequal. Needs no token.
constexpr bool matches(CompareOp op, std::partial_ordering order) noexcept {
    switch (op) {
    case CompareOp::lt: return std::is_lt(order);
    case CompareOp::le: return std::is_lteq(order);
    case CompareOp::eq: return std::is_eq(order);
    case CompareOp::ne: return std::is_neq(order);
    case CompareOp::gt: return std::is_gt(order);
    default: return std::is_gteq(order);
    }
}

namespace detail {

/// Whether an operator has nobody to ask besides the class's own methods.
template <class T> inline constexpr bool inherits_no_slot = std::is_same_v<base_of<T>, PyAny>;

/// Left and Reflected are SpecialCalls, or void where the class does not declare them.
template <class T, int Slot, class Left, class Reflected> struct BinarySlot {
    static PyObject* call(PyObject* left, PyObject* right) noexcept {
        if constexpr (!std::is_void_v<Left>)
            if (is_instance<T>(left)) {
                PyObject* const result = Left::template call<OperandResult>(left, &right);
                if (std::is_void_v<Reflected> && inherits_no_slot<T>) return result;
                if (result != Py_NotImplemented) return result;
                Py_DECREF(result);
            }
        if constexpr (!std::is_void_v<Reflected>)
            if (is_instance<T>(right)) {
                PyObject* const result = Reflected::template call<OperandResult>(right, &left);
                if (result != Py_NotImplemented) return result;
                Py_DECREF(result);
            }
        if (auto* const inherited = base_slot<T, binaryfunc>(Slot)) return inherited(left, right);
        return ffi::new_ref(Py_NotImplemented);
    }
};

/// An operator with a third operand, which is None where it is not given: a method that does not take it
/// leaves a call that has one to others.
template <class T, int Slot, class Left, class Reflected> struct PowerSlot {
    static PyObject* call(PyObject* left, PyObject* right, PyObject* modulo) noexcept {
        if constexpr (!std::is_void_v<Left>)
            if (is_instance<T>(left)) {
                PyObject* const result = ask<Left>(left, right, modulo);
                if (result != Py_NotImplemented) return result;
                Py_DECREF(result);
            }
        if constexpr (!std::is_void_v<Reflected>)
            if (is_instance<T>(right)) {
                PyObject* const result = ask<Reflected>(right, left, modulo);
                if (result != Py_NotImplemented) return result;
                Py_DECREF(result);
            }
        if (auto* const inherited = base_slot<T, ternaryfunc>(Slot)) return inherited(left, right, modulo);
        return ffi::new_ref(Py_NotImplemented);
    }

  private:
    template <class Call> static PyObject* ask(PyObject* self, PyObject* other, PyObject* modulo) noexcept {
        if (Call::count == 1 && modulo != Py_None) return ffi::new_ref(Py_NotImplemented);
        PyObject* const args[] = {other, modulo};
        return Call::template call<OperandResult>(self, args);
    }
};

/// An operator in place: what the method gives is the new left operand, nothing is the instance itself.
template <class T, class Call, class Refusing> struct InPlaceSlot {
    static PyObject* call(PyObject* self, PyObject* other) noexcept {
        return Call::template call<SelfResult<T, Refusing>>(self, &other);
    }
    static PyObject* call_power(PyObject* self, PyObject* other, PyObject* modulo) noexcept {
        if (Call::count == 1 && modulo != Py_None) return ffi::new_ref(Py_NotImplemented);
        PyObject* const args[] = {other, modulo};
        return Call::template call<SelfResult<T, Refusing>>(self, args);
    }
};

/// `!=` where only `==` is declared: what that gives, inverted. Steals the result.
inline PyObject* invert_truth(PyObject* result) noexcept {
    if (result == nullptr || result == Py_NotImplemented) return result;
    int const truth = PyObject_IsTrue(result);
    Py_DECREF(result);
    return truth < 0 ? nullptr : ffi::new_ref(truth == 0 ? Py_True : Py_False);
}

template <class T>
concept HasEqual = requires(const T& a, const T& b) {
    { a == b } -> std::convertible_to<bool>;
};
template <class T>
concept HasLess = requires(const T& a, const T& b) {
    { a < b } -> std::convertible_to<bool>;
};
template <class T>
concept HasThreeWay = requires(const T& a, const T& b) { a <=> b; };

TETHER_HIDDEN inline constexpr const char* comparison_names[] = {"__lt__", "__le__", "__eq__",
                                                                 "__ne__", "__gt__", "__ge__"};

/// The comparisons that the options `eq` and `ord` stand for, by the type's own operators.
template <class T> struct OperatorComparison {
    static constexpr bool declares(int op) noexcept {
        return op == Py_EQ || op == Py_NE ? pyclass<T>.eq : pyclass<T>.ord;
    }

    static bool holds(const T& a, const T& b, int op) {
        if constexpr (pyclass<T>.eq && HasEqual<T>) {
            if (op == Py_EQ) return static_cast<bool>(a == b);
            if (op == Py_NE) return !static_cast<bool>(a == b);
        }
        if constexpr (!pyclass<T>.ord) {
            return false;
        } else if constexpr (HasThreeWay<T>) {
            return matches(static_cast<CompareOp>(op), a <=> b);
        } else if constexpr (HasLess<T>) {
            switch (op) {
            case Py_LT: return static_cast<bool>(a < b);
            case Py_GT: return static_cast<bool>(b < a);
            case Py_LE: return at_most(a, b);
            default: return at_most(b, a);
            }
        }
        return false;
    }

    static PyObject* compare(PyObject* self, PyObject* other, int op) noexcept {
        if (!is_instance<T>(other)) return ffi::new_ref(Py_NotImplemented);
        try {
            Hold<T, false> left;
            Hold<T, false> right;
            const char* const name = pyclass<T>.ord ? comparison_names[op] : "__eq__";
            ErrState* error = left.take(self, name);
            if (error == nullptr) error = right.take(other, name);
            if (error != nullptr) [[unlikely]]
                return fail_receiver(error);
            return ffi::new_ref(holds(*left.get(), *right.get(), op) ? Py_True : Py_False);
        } catch (const std::exception& exception) {
            return translate(exception);
        } catch (...) {
            return translate_unknown();
        }
    }

  private:
    /// Values without an order are neither less nor equal.
    static bool at_most(const T& a, const T& b) {
        if constexpr (HasEqual<T>)
            return static_cast<bool>(a < b) || static_cast<bool>(a == b);
        else
            return !static_cast<bool>(b < a);
    }
};

/// tp_richcompare. Part has the SpecialCall of each operator by its number, of `__richcmp__` by
/// all_comparisons; void for none.
template <class T, template <int> class Part> struct ComparisonSlot {
    template <int Op> static constexpr bool has = !std::is_void_v<typename Part<Op>::type>;
    static constexpr bool has_any =
        has<Py_LT> || has<Py_LE> || has<Py_EQ> || has<Py_NE> || has<Py_GT> || has<Py_GE>;

    static PyObject* call(PyObject* self, PyObject* other, int op) noexcept {
        if constexpr (has<all_comparisons>) {
            PyObject* const number = PyLong_FromLong(op);
            if (number == nullptr) return nullptr;
            PyObject* const args[] = {other, number};
            PyObject* const result = Part<all_comparisons>::type::template call<OperandResult>(self, args);
            Py_DECREF(number);
            return result;
        } else if constexpr (has_any) {
            switch (op) {
            case Py_LT: return one<Py_LT>(self, other);
            case Py_LE: return one<Py_LE>(self, other);
            case Py_EQ: return one<Py_EQ>(self, other);
            case Py_NE: return one<Py_NE>(self, other);
            case Py_GT: return one<Py_GT>(self, other);
            default: return one<Py_GE>(self, other);
            }
        } else {
            return undeclared(self, other, op);
        }
    }

  private:
    template <int Op> static PyObject* one(PyObject* self, PyObject* other) noexcept {
        if constexpr (has<Op>)
            return Part<Op>::type::template call<OperandResult>(self, &other);
        else if constexpr (Op == Py_NE && has<Py_EQ>)
            return invert_truth(one<Py_EQ>(self, other));
        else
            return undeclared(self, other, Op);
    }

    static PyObject* undeclared(PyObject* self, PyObject* other, int op) noexcept {
        if (OperatorComparison<T>::declares(op)) return OperatorComparison<T>::compare(self, other, op);
        auto* const inherited = base_slot<T, richcmpfunc>(Py_tp_richcompare);
        return (inherited != nullptr ? inherited : &ffi::compare_as_object)(self, other, op);
    }
};

template <class T>
concept HasHash = requires(const T& value) {
    { std::hash<T>()(value) } -> std::convertible_to<std::size_t>;
};

/// tp_hash by std::hash, for the option `hash`.
template <class T> Py_hash_t hash_by_std(PyObject* self) noexcept {
    try {
        Hold<T, false> hold;
        if (ErrState* const error = hold.take(self, "__hash__")) [[unlikely]]
            return raise_and_release(error), -1;
        auto const hash = static_cast<Py_hash_t>(std::hash<T>()(*hold.get()));
        return hash == -1 ? -2 : hash;
    } catch (const std::exception& exception) {
        translate(exception);
    } catch (...) {
        translate_unknown();
    }
    return -1;
}

} // namespace detail
} // namespace tether::inline TETHER_ABI
