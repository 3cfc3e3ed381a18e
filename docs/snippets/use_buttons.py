import gc
import weakref

from buttons import Button, longest, recorder

print(longest(["one", "three"], len))
try:
    longest(["one", "three"], lambda word: {}[word])
except KeyError as error:
    print("KeyError:", error)


# [cycle]
class Dialog:
    def __init__(self):
        self.button = Button("OK")
        self.button.connect(self.clicked)  # refers to the dialog

    def clicked(self, label):
        print("clicked", label)


dialog = Dialog()
dialog.button.click()
gone = weakref.ref(dialog.button)
del dialog
gc.collect()
print(gone())
# [/cycle]

labels = []
cancel = Button("Cancel")
cancel.connect(recorder(labels))
cancel.click()
labels.append(cancel)  # a circle, through what the closure captured
print(labels[0])
gone = weakref.ref(cancel)
del labels, cancel
gc.collect()
print(gone())
