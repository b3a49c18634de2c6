"""An output folder in; what earlier builds wrote into it, and a place to note what this one writes, out.

`.powermap/manifest.json` holds one record a job. While a build runs, records are added to `.powermap/journal.jsonl`,
one line each and before the file gets its name: after a kill the next build knows every file that may be ours. A torn
last line is a job to be done again. At the end the journal becomes part of the manifest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, TextIO

from powermap.build.writing import write_atomically
from powermap.errors import WriteError, reason_of

FOLDER = ".powermap"
FORMAT = 1
_PARTIAL = re.compile(r"\.[0-9a-f]{12}\.partial")


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was written: path from the output folder, size in bytes, digest of the bytes, what a report says
    about it (JSON values).
    """

    path: str
    size: int
    digest: str
    report: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """What a job gave: its content key and its files."""

    key: str
    files: tuple[FileRecord, ...]


def digest_of(data: bytes) -> str:
    return sha256(data).hexdigest()[:32]


class Manifest:
    """The records of one output folder. Opened under the folder's lock; close() makes the journal part of it."""

    def __init__(self, root: Path) -> None:
        """Raises WriteError if the manifest of an unknown format is in the way."""
        self.root = root
        self.folder = root / FOLDER
        self._journal: TextIO | None = None
        self.records: dict[str, Record] = {}
        self.stamps: dict[str, int] = {}
        """By path: when the file was last known to be right, in ns of its own time stamp."""
        self.ours: dict[str, set[str]] = {}
        """By path: the digests of what builds have written or were about to write there."""
        self._load()

    @property
    def manifest_path(self) -> Path:
        return self.folder / "manifest.json"

    @property
    def journal_path(self) -> Path:
        return self.folder / "journal.jsonl"

    def is_whole(self, record: Record) -> bool:
        """Whether every file of a record is there as it was written. A file whose time stamp and size are known is not
        read.
        """
        return bool(record.files) and all(self._is_there(file) for file in record.files)

    def add(self, job: str, record: Record) -> None:
        """Note what is about to be written. Raises WriteError if the journal cannot be written."""
        self._write_line({"job": job, **asdict(record)})
        self._take(job, record)

    def stamp(self, path: str) -> None:
        """Remember the time stamp of a file that was just written or compared."""
        self.stamps[path] = (self.root / path).stat().st_mtime_ns

    def is_ours(self, path: str) -> bool:
        """Whether a build has written there before."""
        return path in self.ours

    def forget(self, jobs: Iterable[str]) -> tuple[list[str], list[str]]:
        """Drop the records of jobs that are no longer wanted."""
        old = {file.path for job in jobs for file in self.records.pop(job).files}
        return self.remove(old)

    def remove(self, paths: Iterable[str]) -> tuple[list[str], list[str]]:
        """Delete files that builds wrote and no record has any more; returns those deleted, and those that stay because
        somebody has changed them since or the system refuses.
        """
        wanted = {file.path for record in self.records.values() for file in record.files}
        gone, left = [], []
        for path in sorted(set(paths) - wanted):
            file = self.root / path
            known = self.ours.pop(path, set())
            self.stamps.pop(path, None)
            try:
                if not file.is_file():
                    continue
                if digest_of(file.read_bytes()) not in known:
                    left.append(path)
                    continue
                file.unlink()
            except OSError:
                left.append(path)
                continue
            gone.append(path)
            self._prune(file.parent)
        return gone, left

    def close(self) -> None:
        """Write the manifest whole, then drop the journal. Raises WriteError."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None
        jobs = {
            job: {**asdict(record), "stamps": [self.stamps.get(file.path) for file in record.files]}
            for job, record in sorted(self.records.items())
        }
        text = json.dumps({"format": FORMAT, "jobs": jobs}, ensure_ascii=False, separators=(",", ":"))
        if not self.manifest_path.is_file() or self.manifest_path.read_text(encoding="utf-8") != text:
            write_atomically(self.root, f"{FOLDER}/{self.manifest_path.name}", text.encode())
        self.journal_path.unlink(missing_ok=True)

    def _is_there(self, file: FileRecord) -> bool:
        path = self.root / file.path
        try:
            found = path.stat()
            if found.st_size != file.size:
                return False
            if self.stamps.get(file.path) == found.st_mtime_ns:
                return True
            if digest_of(path.read_bytes()) != file.digest:
                return False
        except OSError:
            return False
        self.stamps[file.path] = found.st_mtime_ns
        return True

    def _take(self, job: str, record: Record) -> None:
        self.records[job] = record
        for file in record.files:
            self.ours.setdefault(file.path, set()).add(file.digest)
            self.stamps.pop(file.path, None)  # what stands there may still be the file before

    def _write_line(self, value: Mapping[str, Any]) -> None:
        try:
            if self._journal is None:
                self._journal = self.journal_path.open("a", encoding="utf-8", newline="\n")
            self._journal.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")
            self._journal.flush()
        except OSError as error:
            raise WriteError(f"写不了 {self.journal_path}：{reason_of(error)}。已经写好的文件不受影响。") from error

    def _load(self) -> None:
        try:
            self._take_in(json.loads(self.manifest_path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            # None yet, damaged, or of another program: all is made again, and what is there byte for byte taken over.
            self.records, self.stamps, self.ours = {}, {}, {}
        self._replay()

    def _take_in(self, stored: Mapping[str, Any]) -> None:
        if stored["format"] != FORMAT:
            raise ValueError(stored["format"])
        for job, value in stored["jobs"].items():
            self._take(job, _record(value))
            for file, stamp in zip(value["files"], value["stamps"], strict=True):
                if stamp is not None:
                    self.stamps[file["path"]] = stamp

    def _replay(self) -> None:
        """Take in the journal that a killed build left, and sweep up the file it was writing."""
        self._sweep(self.folder)
        try:
            lines = self.journal_path.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            return
        replaced: set[str] = set()
        for line in lines:
            try:
                value = json.loads(line)
                record = _record(value)
            except (ValueError, KeyError, TypeError):
                continue
            before = self.records.get(value["job"])
            replaced |= {file.path for file in before.files} if before else set()
            self._take(value["job"], record)
        for folder in {(self.root / path).parent for path in self.ours}:
            self._sweep(folder)
        self.remove(replaced)

    def _sweep(self, folder: Path) -> None:
        if folder.is_dir():
            for path in folder.iterdir():
                if _PARTIAL.fullmatch(path.name):
                    path.unlink(missing_ok=True)

    def _prune(self, folder: Path) -> None:
        """Remove a folder that has become empty, and those above it, up to the root."""
        while folder != self.root and self.root in folder.parents:
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent


def _record(value: Mapping[str, Any]) -> Record:
    files = tuple(FileRecord(f["path"], f["size"], f["digest"], f["report"]) for f in value["files"])
    return Record(value["key"], files)
