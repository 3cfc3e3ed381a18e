import errors

assert errors.name_of(1.5) == "float"
assert errors.has_key({"a": 1}, "a") and not errors.has_key({}, "a") and not errors.has_key({}, [])
assert errors.first("ab") == "a"
for wrong, error in (([], IndexError), (5, TypeError)):
    try:
        errors.first(wrong)
    except error:
        continue
    raise AssertionError(wrong)
