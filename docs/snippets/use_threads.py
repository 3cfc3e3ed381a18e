import operator

import threads

assert threads.sorted([3, 1, 2.5]) == [1.0, 2.5, 3.0]
assert threads.call_from_thread(operator.add) == 42
assert threads.count_to(5000) == 5000
assert threads.as_json({"b": 1, "a": [None]}) == '{"a": [null], "b": 1}'
assert [threads.remember(5), threads.remember(6)] == [1, 2]
assert [threads.next(), threads.next()] == [1, 2]
