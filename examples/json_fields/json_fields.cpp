// Fields of JSON by simdjson's on-demand parser, which makes nothing that nobody asked for.
#include <tether/pyclass.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <future>
#include <limits>
#include <simdjson.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using namespace tether;
namespace ondemand = simdjson::ondemand;

namespace fields {

// What is wrong with a text, and where.
struct JsonError : std::runtime_error {
    std::size_t line, position;

    JsonError(const std::string& what, std::size_t on, std::size_t at)
        : std::runtime_error(what + " (line " + std::to_string(on) + ", byte " + std::to_string(at) + ")"),
          line(on), position(at) {}
};

// A copy of a text in UTF-8, with the room behind it that simdjson wants.
using Text = simdjson::padded_string;

[[noreturn]] void fail(const std::string& what, std::string_view text, const char* place) {
    std::string_view const before = text.substr(0, static_cast<std::size_t>(place - text.data()));
    auto const lines = static_cast<std::size_t>(std::ranges::count(before, '\n'));
    throw JsonError(what, lines + 1, before.size());
}

// Calls f(document) for a piece of a text, and says where in the text that is what simdjson refuses.
template <class F> void read(ondemand::document& document, const Text& text, const char* begin, F f) {
    try {
        f(document);
    } catch (const simdjson::simdjson_error& error) {
        const char* place = nullptr;
        fail(error.what(), text, document.current_location().get(place) == simdjson::SUCCESS ? place : begin);
    }
}

// Begins to read a piece of a text: finds its structure, which is the half of the work.
void open(ondemand::document& document, ondemand::parser& parser, const Text& text, std::string_view piece) {
    const char* const end = text.data() + text.size() + simdjson::SIMDJSON_PADDING;
    auto const room = static_cast<std::size_t>(end - piece.data());
    if (auto const error = parser.iterate(piece, room).get(document))
        fail(simdjson::error_message(error), text, piece.data());
}

// Makes Python objects of JSON. The strs of keys are kept: in most texts the same few come again and again.
class Maker {
  public:
    explicit Maker(Python py) : py_(py) {}

    // The object of a node, which can be read once.
    template <class Node> PyResult<Bound<PyAny>> operator()(Node& node) {
        switch (node.type().value()) {
        case ondemand::json_type::object: {
            ondemand::object object = node.get_object();
            TETHER_TRY(auto dict, PyDict::create(py_));
            for (ondemand::field field : object) {
                TETHER_TRY(auto const name, key(field.unescaped_key()));
                TETHER_TRY(auto const value, (*this)(field.value()));
                TETHER_TRY(dict.set_item(name, value));
            }
            return dict;
        }
        case ondemand::json_type::array: {
            ondemand::array array = node.get_array();
            TETHER_TRY(auto list, PyList::create(py_));
            for (ondemand::value item : array) {
                TETHER_TRY(auto const value, (*this)(item));
                TETHER_TRY(list.append(value));
            }
            return list;
        }
        case ondemand::json_type::string: return PyString::create(py_, node.get_string().value());
        case ondemand::json_type::number: return number(node);
        case ondemand::json_type::boolean: return PyBool::create(py_, node.get_bool().value());
        case ondemand::json_type::null: break;
        }
        if (!node.is_null().value()) throw simdjson::simdjson_error(simdjson::N_ATOM_ERROR);
        return py_.None();
    }

  private:
    PyResult<Borrowed<PyString>> key(std::string_view name) {
        auto& slot = keys_[std::hash<std::string_view>()(name) % keys_.size()];
        if (!slot || *slot != name) {
            TETHER_TRY(slot, PyString::create(py_, name));
        }
        return slot->as_borrowed();
    }

    // An integer of more than 64 bits is none of simdjson's.
    static bool is_integer(std::string_view digits) {
        if (digits.starts_with('-')) digits.remove_prefix(1);
        return !digits.empty() && digits.front() != '0' &&
               digits.find_first_not_of("0123456789") == std::string_view::npos;
    }

    template <class Node> PyResult<Bound<PyAny>> number(Node& node) {
        std::string_view token = simdjson::simdjson_result<std::string_view>(node.raw_json_token()).value();
        ondemand::number number;
        if (auto const error = node.get_number().get(number)) {
            // What stands behind a whole document is the end of its line or of the text.
            char const behind =
                std::same_as<Node, ondemand::document> ? *(token.data() + token.size()) : '\0';
            token = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
            if (!is_integer(token) || (behind != '\0' && behind != '\n'))
                throw simdjson::simdjson_error(error);
            return py_.type_of<PyInt>()(token);
        }
        if (number.is_double()) return PyFloat::create(py_, number.get_double());
        if (number.is_uint64()) return PyInt::create(py_, number.get_uint64());
        return PyInt::create(py_, number.get_int64());
    }

    Python py_;
    std::array<std::optional<Bound<PyString>>, 256> keys_;
};

// A JSON pointer, RFC 6901.
struct Pointer {
    std::string text;

    explicit Pointer(std::string_view the_text) : text(the_text) {
        if (!the_text.empty() && !the_text.starts_with('/'))
            throw std::invalid_argument("a JSON pointer begins with '/', or is empty for the whole: '" +
                                        text + "'");
    }

    // Calls f(node) for the node at this pointer: false where there is none.
    template <class F> bool visit(ondemand::document& document, F f) const {
        if (text.empty()) {
            document.rewind();
            bool const is_scalar = document.is_scalar();
            f(document);
            if (!is_scalar && document.current_location().error() == simdjson::SUCCESS)
                throw simdjson::simdjson_error(simdjson::TRAILING_CONTENT);
            return true;
        }
        ondemand::value node;
        switch (auto const error = document.at_pointer(text).get(node)) {
        case simdjson::SUCCESS: return f(node), true;
        case simdjson::NO_SUCH_FIELD:
        case simdjson::INDEX_OUT_OF_BOUNDS:
        case simdjson::INCORRECT_TYPE:
        case simdjson::INVALID_JSON_POINTER: return false; // a step that its node does not have
        default: throw simdjson::simdjson_error(error);
        }
    }
};

// One JSON text, of which each look-up makes what it asks for.
class Document {
  public:
    explicit Document(Text text) : text_(std::move(text)) { open(document_, parser_, text_, text_); }

    std::size_t size() const { return text_.size(); }

    PyResult<std::optional<Bound<PyAny>>> find(Python py, const Pointer& pointer) {
        std::optional<PyResult<Bound<PyAny>>> found;
        Maker make(py);
        read(document_, text_, text_.data(),
             [&](auto& document) { pointer.visit(document, [&](auto& node) { found = make(node); }); });
        if (!found) return std::nullopt;
        return *std::move(found);
    }

  private:
    Text text_;
    ondemand::parser parser_;
    ondemand::document document_;
};

// Calls f(document) for each line that is not blank; the lines are a part of the text.
template <class F> void for_each_line(const Text& text, std::string_view lines, F f) {
    ondemand::parser parser;
    ondemand::document document;
    while (!lines.empty()) {
        std::string_view const line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(std::min(line.size() + 1, lines.size()));
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        open(document, parser, text, line);
        read(document, text, line.data(), f);
    }
}

std::vector<Bound<PyList>> columns(Python py, const Text& lines, const PyTuple& pointers,
                                   const PyAny& otherwise) {
    auto const texts = *pointers.extract<std::vector<std::string>>();
    std::vector<Pointer> const paths(texts.begin(), texts.end());
    std::vector<Bound<PyList>> result;
    for (std::size_t i = 0; i < paths.size(); ++i) result.push_back(*PyList::create(py));
    Maker make(py);
    std::size_t count = 0;
    for_each_line(lines, lines, [&](ondemand::document& document) {
        if (++count % 1024 == 0) *py.check_signals();
        for (std::size_t i = 0; i < paths.size(); ++i) {
            auto const add = [&](auto& node) { *result[i].append(*make(node)); };
            if (!paths[i].visit(document, add)) *result[i].append(otherwise);
        }
    });
    return result;
}

// A column of numbers, where Python and NumPy see it in place.
struct Numbers {
    std::vector<double> values;

    PyResult<double> at(std::size_t index) const {
        if (index >= values.size()) return PyErr::make<PyIndexError>("Numbers index out of range");
        return values[index];
    }
    std::span<const double> memory() const { return values; }
};

std::vector<double> numbers_of(const Text& text, std::string_view lines, const Pointer& pointer) {
    std::vector<double> result;
    for_each_line(text, lines, [&](ondemand::document& document) {
        double number = std::numeric_limits<double>::quiet_NaN();
        pointer.visit(document, [&](auto& node) {
            if (!node.is_null().value()) number = node.get_double().value();
        });
        result.push_back(number);
    });
    return result;
}

// Runs detached: it has no Python object, so other threads of Python go on meanwhile.
Numbers numbers_in_parts(const Text& text, const Pointer& pointer, std::size_t parts) {
    std::string_view rest = text;
    std::vector<std::future<std::vector<double>>> tasks;
    for (std::size_t part = parts; part > 0; --part) {
        std::size_t const end = part > 1 ? rest.find('\n', rest.size() / part) : std::string_view::npos;
        std::string_view const lines = rest.substr(0, end);
        rest.remove_prefix(lines.size());
        auto const how = part > 1 ? std::launch::async : std::launch::deferred;
        tasks.push_back(
            std::async(how, [&text, &pointer, lines] { return numbers_of(text, lines, pointer); }));
    }
    Numbers result;
    for (auto& task : tasks) {
        auto const values = task.get();
        result.values.insert(result.values.end(), values.begin(), values.end());
    }
    return result;
}

Numbers numbers(Python py, const Text& lines, const Pointer& pointer, std::size_t threads) {
    if (threads == 0 || threads > 256) throw std::invalid_argument("threads must be between 1 and 256");
    return py.detach(numbers_in_parts, lines, pointer, threads);
}

} // namespace fields

using namespace fields;

template <> struct tether::FromPyObject<Text> {
    static constexpr const char* python_type = "str | bytes | bytearray | memoryview";

    static PyResult<Text> extract(const PyAny& object) {
        if (auto const text = object.cast<PyString>(); text.is_ok()) {
            TETHER_TRY(auto const view, text->view());
            return Text(view);
        }
        if (auto const bytes = object.cast<PyBytes>(); bytes.is_ok()) return Text(bytes->view());
        TETHER_TRY(auto const bytes, object.extract<std::vector<std::byte>>());
        return Text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
};

template <> struct tether::FromPyObject<Pointer> {
    static constexpr const char* python_type = "str";

    static PyResult<Pointer> extract(const PyAny& object) {
        TETHER_TRY(auto const text, object.extract<std::string>());
        return Pointer(text);
    }
};

template <>
inline constexpr auto tether::pyclass<JsonError> = Class<PyValueError>{
    .name = "JsonError", .doc = "What is wrong with a text, and where.", .module = "json_fields"};

template <>
inline constexpr auto tether::pyclass<Document> =
    Class<>{.name = "Document",
            .doc = "A JSON text. A look-up by a JSON pointer makes what it asks for and no more.",
            .module = "json_fields"};

template <>
inline constexpr auto tether::pyclass<Numbers> =
    Class<>{.name = "Numbers",
            .doc = "A column of numbers. memoryview() and numpy.asarray() see them in place.",
            .frozen = true,
            .module = "json_fields",
            .sequence = true};

template <>
inline constexpr auto tether::pymethods<JsonError> =
    members(get<"line", &JsonError::line>("The line, counted from 1."),
            get<"position", &JsonError::position>("How many bytes of UTF-8 stand before."));

template <>
inline constexpr auto tether::pymethods<Document> =
    members(init<"(text, /)",
                 [](Python py, Text text) {
                     return py.detach([](Text mine) { return Document(std::move(mine)); }, std::move(text));
                 }>(),
            method<"__getitem__(pointer)",
                   [](Document& self, Python py, const Pointer& pointer) -> PyResult<Bound<PyAny>> {
                       TETHER_TRY(auto found, self.find(py, pointer));
                       if (!found) return PyErr::make<PyKeyError>(py, pointer.text);
                       return *std::move(found);
                   }>(),
            method<"__contains__(pointer)",
                   [](Document& self, Python py, const Pointer& pointer) {
                       return self.find(py, pointer)->has_value();
                   }>(),
            method<"get(pointer, default=None, /)",
                   [](Document& self, Python py, const Pointer& pointer,
                      Bound<PyAny> otherwise) -> PyResult<Bound<PyAny>> {
                       TETHER_TRY(auto found, self.find(py, pointer));
                       return found ? *std::move(found) : std::move(otherwise);
                   }>("What is at a JSON pointer, or the default."),
            method<"__repr__()", [](const Document& self) {
                return "<json_fields.Document of " + std::to_string(self.size()) + " bytes>";
            }>());

template <>
inline constexpr auto tether::pymethods<Numbers> =
    members(method<"__len__()", [](const Numbers& self) { return self.values.size(); }>(),
            method<"__getitem__(index)", &Numbers::at>(), method<"__iter__()", &Numbers::values>(),
            method<"__buffer__()", &Numbers::memory>());

TETHER_MODULE(_json_fields, m, .gil_used = false) {
    m.add_class<JsonError>().add_class<Document>().add_class<Numbers>();
    m.add_function<"columns(lines, /, *pointers, default=None)", columns>(
         "A list for each JSON pointer: what each line of the text has there, or the default.")
        .add_function<"numbers(lines, pointer, /, threads=1)", numbers>(
            "The number that each line of the text has at a JSON pointer, or NaN. Needs no GIL.");
}
