"""Two lists in; what changed from the one to the other, in the words of the list, out."""

from powermap.compare.changes import Change, Comparison, EntryPair, ItemChange, Status
from powermap.compare.lists import compare, number_order

__all__ = ["Change", "Comparison", "EntryPair", "ItemChange", "Status", "compare", "number_order"]
