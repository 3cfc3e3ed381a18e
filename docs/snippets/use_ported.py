# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
import array
import inspect

import ported
from ported import Dog, Kennel, Pet

# [classes]
kennel, dog = Kennel(), Dog("Ida")
kennel.add(dog)
kennel.add(Pet("Tom"))
dog.rename("Eda")
dog.toy = "ball"
print(kennel.pets, kennel.pets[0] is dog, kennel.pets[0].toy, Pet("a") < Pet("b"))
kennel.guard.age = 3
print(kennel.guard.age, kennel.guard.bark())
try:
    dog.rename(5)
except TypeError as error:
    print(error)
# [/classes]


# [override]
class Square:
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side**2


print(ported.total([Square(2), Square(3)]))
try:
    ported.total([Square(2), Square(None)])
except TypeError as error:
    print(type(error).__name__)
# [/override]

# [rest]
print(ported.mean(array.array("d", [1, 2, 6])), inspect.signature(ported.colder))
ported.describe("abc")
print(ported.name_of(len), ported.name_of(5))
try:
    ported.open_door()
except PermissionError as error:
    print(type(error).__name__, error, error.code)
try:
    ported.colder(-300)
except ValueError as error:
    print(error)
# [/rest]
