# [all]
from signals import Inventory, Signal, Volt

print(Volt(1.5) + Volt(2), 2 * Volt(3) == Volt(6), Volt(1) < Volt(2), bool(Volt(0)))
print(repr(Volt(2)), {Volt(2): "two"}[Volt(2)])
try:
    Volt(1) + 2
except TypeError as error:
    print(error)

signal = Signal([1, 2, 3])
signal += signal
print(len(signal), signal[-1], list(signal))
view = memoryview(signal)
view[0] = 9.0
try:
    signal.append(4)  # would move the memory that is seen
except RuntimeError as error:
    print(str(error).split(" while ")[0])
view.release()
signal.append(4)
print(signal[0], len(signal))

inventory = Inventory()
inventory["nut"] = 3
inventory["bolt"] = 5
print(list(inventory), list(inventory.items()))
try:
    for name in inventory:
        inventory[name + "s"] = 1
except RuntimeError as error:
    print(str(error).split(" while ")[0])
# [/all]
