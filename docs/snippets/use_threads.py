import operator

import threads

assert threads.sorted([3, 1, 2.5]) == [1.0, 2.5, 3.0]
assert threads.call_from_thread(operator.add) == 42
assert threads.count_to(5000) == 5000
