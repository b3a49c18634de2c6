"""The character sets that fonts are made for and measured against: GB 2312, GBK, and the 2013 table."""

from __future__ import annotations

from functools import cache

from powermap.resources import data_dir

_STANDARD_FILE = "standard-beyond-gb2312.txt"


@cache
def gb2312() -> frozenset[str]:
    """The 7,445 two-byte characters of GB 2312-1980 and printable ASCII."""
    return _two_byte_characters("gb2312") | _printable_ascii()


@cache
def gbk() -> frozenset[str]:
    """The 21,791 two-byte characters of GBK as Python's codec knows them, and printable ASCII."""
    return _two_byte_characters("gbk") | _printable_ascii()


@cache
def standard_beyond_gb2312() -> frozenset[str]:
    """The 1,467 characters of 通用规范汉字表 (2013) that GB 2312 lacks; together the two cover the whole table.

    Raises MissingError when the data folder `fonts` is not there.
    """
    lines = (data_dir("fonts") / _STANDARD_FILE).read_text(encoding="utf-8").splitlines()
    return frozenset("".join(line for line in lines if not line.startswith("#")))


def _printable_ascii() -> frozenset[str]:
    return frozenset(map(chr, range(0x20, 0x7F)))


def _two_byte_characters(codec: str) -> frozenset[str]:
    pairs = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    decoded = (pair.decode(codec, errors="ignore") for pair in pairs)
    # A pair whose lead byte is not one decodes to the trail alone, which is ASCII, or to two characters.
    return frozenset(text for text in decoded if len(text) == 1 and not text.isascii())
