# [all]
import shapes

print(shapes.scale(3), shapes.scale(3, by=0.5))
print(shapes.clip(7, high=5), shapes.clip(7))
print(shapes.join(1, "two", upper=True), shapes.join("a", "b", separator="-"))
print(shapes.circle(2), shapes.rectangle(2, height=3), shapes.twice(4))
print(shapes.paint(), shapes.paint("green"), shapes.whose())
try:
    shapes.paint("blue")
except ValueError as error:
    print(error)
# [/all]
