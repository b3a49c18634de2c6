"""A clerk's workbook (.xlsx) in; the tree that the files of a list would give out, every text with its cell."""

from powermap.source.workbook.reading import BookSource, read_villages, read_workbook
from powermap.source.workbook.sheets import SHEETS, Column, Kind, Sheet

__all__ = ["SHEETS", "BookSource", "Column", "Kind", "Sheet", "read_villages", "read_workbook"]
