#include <tether/pyclass.hpp>

#include <algorithm>
#include <functional>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace algebra {

// A matrix of doubles, row after row. Its shape, and so the place of its memory, never changes.
class Matrix {
  public:
    using Rows = std::vector<std::vector<double>>;
    using Index = std::pair<std::ptrdiff_t, std::ptrdiff_t>;

    Matrix(std::size_t height, std::size_t width)
        : height_(height), width_(width), cells_(count(height, width)) {}

    explicit Matrix(const Rows& rows) : Matrix(rows.size(), rows.empty() ? 0 : rows.front().size()) {
        for (std::size_t i = 0; i < height_; ++i) {
            if (rows[i].size() != width_)
                throw std::invalid_argument("row " + std::to_string(i) + " has " +
                                            std::to_string(rows[i].size()) + " items, and row 0 has " +
                                            std::to_string(width_));
            std::ranges::copy(rows[i], row(i));
        }
    }

    static Matrix identity(std::size_t size) {
        Matrix result(size, size);
        for (std::size_t i = 0; i < size; ++i) result.row(i)[i] = 1;
        return result;
    }

    std::size_t height() const { return height_; }
    std::pair<std::size_t, std::size_t> shape() const { return {height_, width_}; }
    double* data() { return cells_.data(); }

    Rows rows() const {
        Rows result;
        for (std::size_t i = 0; i < height_; ++i) result.emplace_back(row(i), row(i) + width_);
        return result;
    }

    // A negative index counts from the end, as in Python.
    double& operator[](Index at) {
        return cells_[place(at.first, height_) * width_ + place(at.second, width_)];
    }

    Matrix transposed() const {
        Matrix result(width_, height_);
        for (std::size_t i = 0; i < height_; ++i)
            for (std::size_t j = 0; j < width_; ++j) result.row(j)[i] = row(i)[j];
        return result;
    }

    bool operator==(const Matrix&) const = default;

    Matrix& operator+=(const Matrix& other) { return merge(other, std::plus(), "add"); }
    Matrix& operator-=(const Matrix& other) { return merge(other, std::minus(), "subtract"); }
    Matrix& operator*=(double factor) {
        for (double& cell : cells_) cell *= factor;
        return *this;
    }

    friend Matrix operator+(Matrix a, const Matrix& b) { return a += b; }
    friend Matrix operator-(Matrix a, const Matrix& b) { return a -= b; }
    friend Matrix operator*(Matrix a, double factor) { return a *= factor; }

    // The product of linear algebra.
    friend Matrix product(const Matrix& a, const Matrix& b) {
        if (a.width_ != b.height_) a.refuse(b, "multiply");
        Matrix result(a.height_, b.width_);
        for (std::size_t i = 0; i < a.height_; ++i)
            for (std::size_t k = 0; k < a.width_; ++k)
                for (std::size_t j = 0; j < b.width_; ++j) result.row(i)[j] += a.row(i)[k] * b.row(k)[j];
        return result;
    }

  private:
    double* row(std::size_t i) { return cells_.data() + i * width_; }
    const double* row(std::size_t i) const { return cells_.data() + i * width_; }

    static std::size_t count(std::size_t height, std::size_t width) {
        if (height == 0 || width == 0)
            throw std::invalid_argument("a matrix has at least one row and one column");
        if (width > std::vector<double>().max_size() / height) throw std::bad_alloc();
        return height * width;
    }

    static std::size_t place(std::ptrdiff_t index, std::size_t size) {
        auto const place =
            static_cast<std::size_t>(index < 0 ? index + static_cast<std::ptrdiff_t>(size) : index);
        if (place >= size) throw std::out_of_range("Matrix index out of range");
        return place;
    }

    template <class Operation> Matrix& merge(const Matrix& other, Operation operation, const char* verb) {
        if (shape() != other.shape()) refuse(other, verb);
        std::ranges::transform(cells_, other.cells_, cells_.begin(), operation);
        return *this;
    }

    [[noreturn]] void refuse(const Matrix& other, const std::string& verb) const {
        throw std::invalid_argument("cannot " + verb + " matrices of " + size_text() + " and " +
                                    other.size_text());
    }

    std::string size_text() const { return std::to_string(height_) + "x" + std::to_string(width_); }

    std::size_t height_, width_;
    std::vector<double> cells_;
};

} // namespace algebra

using namespace tether;
using algebra::Matrix;

// Locked and not borrow-checked: what memoryviews and arrays see stays where it is, so a matrix may change
// while it is seen.
template <>
inline constexpr auto tether::pyclass<Matrix> =
    Class<>{.name = "Matrix",
            .doc = "A matrix of floats, whose shape never changes.",
            .eq = true,
            .locked = true,
            .module = "matrix",
            .repr = "Matrix({rows})",
            .weakref = true};

template <>
inline constexpr auto tether::pymethods<Matrix> =
    members(init<"(rows, /)", const Matrix::Rows&>(),
            static_method<"zeros(height, width)",
                          [](std::size_t height, std::size_t width) { return Matrix(height, width); }>(
                "A matrix of zeros."),
            static_method<"identity(size)", &Matrix::identity>("Ones on the diagonal, and zeros."),
            get<"shape", &Matrix::shape>("How many rows there are, and how many columns."),
            get<"rows", &Matrix::rows>("A copy as lists."),
            get<"T", &Matrix::transposed>("A copy in which rows are columns."),
            method<"__len__()", &Matrix::height>(), method<"__iter__()", &Matrix::rows>(),
            method<"__getitem__(index)", [](Matrix& self, Matrix::Index at) { return self[at]; }>(),
            method<"__setitem__(index, value)",
                   [](Matrix& self, Matrix::Index at, double value) { self[at] = value; }>(),
            method<"__add__(other)", [](const Matrix& a, const Matrix& b) { return a + b; }>(),
            method<"__sub__(other)", [](const Matrix& a, const Matrix& b) { return a - b; }>(),
            method<"__mul__(factor)", [](const Matrix& a, double factor) { return a * factor; }>(),
            method<"__rmul__(factor)", [](const Matrix& a, double factor) { return a * factor; }>(),
            method<"__matmul__(other)", [](const Matrix& a, const Matrix& b) { return product(a, b); }>(),
            method<"__neg__()", [](const Matrix& a) { return a * -1; }>(),
            method<"__iadd__(other)", [](Matrix& a, const Matrix& b) { a += b; }>(),
            method<"__isub__(other)", [](Matrix& a, const Matrix& b) { a -= b; }>(),
            method<"__imul__(factor)", [](Matrix& a, double factor) { a *= factor; }>(),
            method<"__buffer__()",
                   [](Matrix& self) {
                       auto const [height, width] = self.shape();
                       return BufferInfo(self.data(),
                                         {static_cast<Py_ssize_t>(height), static_cast<Py_ssize_t>(width)});
                   }>(),
            pickle<&Matrix::rows, [](const Matrix::Rows& rows) { return Matrix(rows); }>());

TETHER_MODULE(_matrix, m, .gil_used = false) { m.add_class<Matrix>(); }
