from figures import Shape, larger

# [match]
circle = Shape.Circle(radius=2)
print(larger(circle), circle.area(), isinstance(circle, Shape))

match larger(circle):
    case Shape.Circle(radius):
        print("a circle of", radius)
    case Shape.Square(side):
        print("a square of", side)
# [/match]
