// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
// A container is converted by its items: those that cannot be copied cannot be given by reference.
#include <tether/convert/memory.hpp>
#include <tether/pyclass.hpp>

#include <memory>
#include <utility>
#include <vector>

struct Wheel {
    int size = 0;
};

struct Car {
    std::vector<std::unique_ptr<Wheel>> wheels;
};

template <>
inline constexpr auto tether::pyclass<Wheel> =
    tether::Class<>{.name = "Wheel", .holder = tether::Holder::unique};
template <> inline constexpr auto tether::pyclass<Car> = tether::Class<>{.name = "Car"};

#ifdef TETHER_EXPECT_ERROR
template <>
inline constexpr auto tether::pymethods<Car> = tether::members(tether::get<"wheels", &Car::wheels>());
//~ error: tether: type T has no conversion to Python.
#else
template <>
inline constexpr auto tether::pymethods<Car> = tether::members(
    tether::method<"take_wheels()", [](Car& car) { return std::exchange(car.wheels, {}); }>());
#endif

TETHER_MODULE(cars, m) { m.add_class<Wheel>().add_class<Car>(); }
