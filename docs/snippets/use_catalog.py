# [point]
import gc
import pickle
import weakref

from catalog import Book, Handle, Node, Point, Shelf, move

point = Point(3, y=4)
point.scale(2)
print(point.norm(), point.x, Point(radius=2, angle=0).x, Point.ORIGIN.norm(), Point.named("a"))
try:
    Point("far")
except TypeError as error:
    print(error)
# [/point]
# [book]
book = Book("Emma", 1815)
print(book, book == Book("Emma", 1815), pickle.loads(pickle.dumps(book)) == book)
print(book.__replace__(tags=["novel"]))
# [/book]
# [shelf]
print(list(Shelf), Shelf(1) is Shelf["SCIENCE"], Shelf.FICTION.is_fiction())
print(move(book), move(book, Shelf.SCIENCE))
print((Handle.Access.READ | Handle.Access.WRITE).value)
# [/shelf]
# [cycle]
root = Node("root")
root.add(leaf := Node("leaf"))
leaf.parent = root
gone = weakref.ref(root)
del root, leaf
gc.collect()
print(gone())
# [/cycle]
Handle.open = 3
print(Handle.open)
from catalog import turn  # noqa: E402

point = Point(1, 2)
print(turn(point).x, point.x)
