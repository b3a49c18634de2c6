"""What the checks found in a file: the values that the proof returns, and their form as JSON."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from powermap.diagnostics import Severity
from powermap.units import to_mm
from powermap.value import Value


class Where(NamedTuple):
    """A rectangle on a page in mm (in px for a PNG) from the top left corner of the sheet."""

    x: float
    y: float
    width: float
    height: float

    def __str__(self) -> str:
        return f"({self.x:.1f}, {self.y:.1f}) {self.width:.1f}×{self.height:.1f}"


class Finding(Value, frozen=True):
    """One thing that is wrong, or (Severity.NOTICE) that could not be looked at.

    check: the id of the check, the name of its section in docs/proof.md. page: from 1; 0 for the whole file.
    what: Chinese, with what to do where that is not plain.
    """

    check: str
    severity: Severity
    page: int
    what: str
    where: Where | None = None

    def __str__(self) -> str:
        page = f"第 {self.page} 页 " if self.page else ""
        where = f"{self.where} " if self.where else ""
        return f"{self.severity.value} [{self.check}] {page}{where}{self.what}"

    def to_json(self) -> dict[str, Any]:
        """severity is error, warning or notice; page and where (mm) are null for the whole file."""
        return {
            "check": self.check,
            "severity": self.severity.name.lower(),
            "page": self.page or None,
            "what": self.what,
            "where": {k: round(v, 2) for k, v in self.where._asdict().items()} if self.where else None,
        }


class PageFacts(Value, frozen=True):
    """What is on a page. Sizes in mm (in px for a PNG) of the trimmed sheet; smallest type in pt, None without text;
    image resolutions in dots per inch; the texts of the QR codes.
    """

    number: int
    width: float
    height: float
    smallest_type: float | None = None
    image_dpi: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "page": self.number,
            "width": round(self.width, 2),
            "height": round(self.height, 2),
            "smallest_type_pt": None if self.smallest_type is None else round(self.smallest_type, 2),
            "image_dpi": list(self.image_dpi),
            "qr": list(self.codes),
        }


class Report(Value, frozen=True):
    """The proof of one file. kind is "" for a file that is neither PDF nor picture."""

    file: str
    kind: Literal["pdf", "png", "jpg", ""]
    bytes: int
    pages: tuple[PageFacts, ...] = ()
    findings: tuple[Finding, ...] = ()
    fonts: tuple[str, ...] = ()
    title: str = ""
    author: str = ""
    offset: bool = False
    """True for a file made for offset printing: it has an output intent or trim boxes."""

    @property
    def passed(self) -> bool:
        """True if nothing is wrong; notices do not count."""
        return all(finding.severity is Severity.NOTICE for finding in self.findings)

    def to_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "kind": self.kind or None,
            "bytes": self.bytes,
            "passed": self.passed,
            "title": self.title,
            "author": self.author,
            "offset": self.offset,
            "fonts": list(self.fonts),
            "unit": "px" if self.kind in ("png", "jpg") else "mm",
            "pages": [page.to_json() for page in self.pages],
            "findings": [finding.to_json() for finding in self.findings],
        }


def where_mm(box: tuple[float, float, float, float]) -> Where:
    """A box (left, top, right, bottom) in pt as a place in mm."""
    left, top, right, bottom = box
    return Where(to_mm(left), to_mm(top), to_mm(right - left), to_mm(bottom - top))
