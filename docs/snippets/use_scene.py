# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
import scene
from scene import Canvas, Line, Square

# [fields]
line = Line()
line.start.x = 3
print(line.start.x)

line.copied.x = 9
print(line.start.x)

start = line.start
del line  # the point keeps it alive
print(start.x)

line = Line()
print(line.flip().flip() is line)
# [/fields]

# [unique]
canvas, square = Canvas(), Square(2)
shape = canvas.add(square)
print(type(shape).__name__, shape.area)
try:
    print(square.area)
except RuntimeError as error:
    print(error)
# [/unique]

# [shared]
settings = scene.settings()
settings.depth = 4
print(scene.settings() is settings, scene.settings().depth)
# [/shared]

# [exceptions]
try:
    scene.parse("")
except ValueError as error:
    print(type(error).__name__, error, error.line)
# [/exceptions]
