"""An Office file (a zip of XML) in; the same with nothing in it that depends on when it was made out."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold (APPNOTE 4.4.6)."""

STAMP = b"2000-01-01T00:00:00Z"
_STAMPED = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:\2>)")


def without_clock(data: bytes) -> bytes:
    """The file with fixed times in its directory and its core properties (ECMA-376 part 2, 11).

    The writers of workbooks, documents and slides put in the present; the same list is to give the same bytes.
    """
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _STAMPED.sub(rb"\g<1>" + STAMP + rb"\g<3>", content)
            info = ZipInfo(name, EPOCH)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0
            new.writestr(info, content)
    return out.getvalue()
