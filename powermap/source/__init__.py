"""Files in; a tree out in which every scalar remembers its file, line and column."""

from powermap.source.list_source import ItemSource, ListSource
from powermap.source.reading import read_list
from powermap.source.rules import SOURCE_RULES, SourceRule

__all__ = ["SOURCE_RULES", "ItemSource", "ListSource", "SourceRule", "read_list"]
