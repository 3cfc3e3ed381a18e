# [all]
import inspect

import tour

print(tour.sum_as_string(5, 20), tour.sum_as_string(b=1, a=2))
print(tour.mean([1, 2.5]), tour.mean((), otherwise=-1.0))
print(tour.lengths(["one", "three"]))
print(inspect.signature(tour.mean))
for call in (
    lambda: tour.sum_as_string(-1),
    lambda: tour.mean([1, "two"]),
    lambda: tour.mean([1], 2),
    lambda: tour.root(-4),
):
    try:
        call()
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
# [/all]
