"""A project file in; what has been saved since it was last looked at, out, as soon as it is.

Time stamps decide; the system's notices (watchfiles) only wake early, for network drives give none.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from powermap.errors import PowermapError

Stamps = Mapping[Path, tuple[int, int]]
"""By file: its time stamp in ns and its size in bytes."""

WAKE_MS = 1500
"""How long a save may go unnoticed where the system gives no notice."""

_YAML = (".yaml", ".yml")


def stamps_of(project: Path) -> Stamps:
    """The state of the project file and of every file of its list, villages, theme and fonts, as far as they can be
    read now.
    """
    found: dict[Path, tuple[int, int]] = {}
    for path in _files(project):
        try:
            state = path.stat()
        except OSError:
            continue
        found[path] = (state.st_mtime_ns, state.st_size)
    return found


def wait_for_save(project: Path, before: Stamps) -> tuple[str, ...] | None:
    """The names of the files that differ from before, at once if some do already. None after Ctrl-C."""
    from watchfiles import watch

    changed = _changed(project, before)
    if changed:
        return changed
    folders = {path.parent for path in (project.absolute(), *before)}
    outer = [folder for folder in sorted(folders) if not any(other in folder.parents for other in folders)]
    try:
        for _ in watch(*outer, rust_timeout=WAKE_MS, yield_on_timeout=True):
            changed = _changed(project, before)
            if changed:
                return changed
    except KeyboardInterrupt:
        pass
    return None


def forget_loaded() -> None:
    """Let the next build read themes and fonts again."""
    from powermap.build.keys import file_digest
    from powermap.validate.themes import load_theme

    load_theme.cache_clear()
    file_digest.cache_clear()


def _changed(project: Path, before: Stamps) -> tuple[str, ...]:
    now = stamps_of(project)
    return tuple(sorted({path.name for path in {*now, *before} if now.get(path) != before.get(path)}))


def _files(project: Path) -> set[Path]:
    from powermap.build.loading import find_list
    from powermap.build.project import read_project
    from powermap.source import read_list

    found = {project}
    try:
        wanted = read_project(project)
        place = find_list(wanted.list_name)
        found |= {Path(name) for name in (wanted.villages, wanted.theme) if name and Path(name).is_file()}
        if place.is_dir():
            found |= {path for path in place.rglob("*") if path.suffix.lower() in _YAML}
        found |= set(read_list(place, Path(wanted.villages) if wanted.villages else None).files)
    except PowermapError:
        pass  # what cannot be read now is watched as soon as a save has mended it
    return {path.absolute() for path in found}
