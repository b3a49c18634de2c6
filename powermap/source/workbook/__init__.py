"""A clerk's workbook (.xlsx) in; the same tree that the files of a list give out, every text with its sheet and cell."""

from powermap.source.workbook.reading import read_workbook
from powermap.source.workbook.sheets import SHEETS, Column, Kind, Sheet

__all__ = ["SHEETS", "Column", "Kind", "Sheet", "read_workbook"]
