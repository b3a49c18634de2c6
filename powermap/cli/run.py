"""The words of a command line in; an exit code out. The one place where an error becomes a message and a code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from powermap.cli.console import json_said, note, prepare_streams, say_json
from powermap.errors import InputError, PowermapError
from powermap.garbage import collect_seldom

BUG = 70
"""EX_SOFTWARE of sysexits.h: the program's own fault."""

INTERRUPTED = 130
"""What a shell gives for a command stopped with Ctrl-C: 128 and the number of the signal."""


def main(args: Sequence[str] | None = None) -> int:
    """Run one command line (that of the process if None) and return the exit code. Never raises."""
    prepare_streams()
    collect_seldom()
    words = list(sys.argv[1:] if args is None else args)
    code = _guarded(args)
    if code and "--json" in words:
        _say_what_stopped(code)
    return code


def _guarded(args: Sequence[str] | None) -> int:
    try:
        return _run(args)
    except KeyboardInterrupt:
        note("已停下。")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone, as in `powermap check … | head`; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except PowermapError as error:
        return _expected(error)
    except ModuleNotFoundError as error:
        if _debugging() or (error.name or "").startswith("powermap"):
            return _unexpected(error)
        note(f"错误：缺少程序库 {error.name}。请重新安装：pip install --force-reinstall powermap")
        return 3
    except Exception as error:
        return _unexpected(error)


def _run(args: Sequence[str] | None) -> int:
    from typer import Abort, TyperException

    from powermap.cli.app import command

    try:
        code = command().main(args=args, prog_name="powermap", standalone_mode=False)
    except TyperException as error:
        from powermap.cli.usage import usage_message

        _stopped(usage_message(error))
        return 2
    except Abort as error:
        raise KeyboardInterrupt from error
    except SystemExit as exit_:
        # Typer leaves this way when the reader of a pipe has gone.
        raise BrokenPipeError from exit_
    if code == INTERRUPTED:
        raise KeyboardInterrupt
    sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _expected(error: PowermapError) -> int:
    if isinstance(error, InputError) and error.diagnostics:
        from powermap.cli.problems import note_problems

        note_problems(error.diagnostics)
    _stopped(f"错误：{error}")
    return error.exit_code


_last_words: list[str] = []


def _stopped(words: str) -> None:
    """Say why nothing more is done, and remember it for --json."""
    _last_words[:] = [words]
    note(words)


def _say_what_stopped(code: int) -> None:
    """A script that asked for JSON gets some even if the command never came to its own."""
    if not json_said():
        message = _last_words[-1].removeprefix("错误：") if _last_words else ""
        say_json({"outputs": [], "problems": [], "error": {"code": code, "message": message}})


def _unexpected(error: BaseException) -> int:
    if _debugging():
        import traceback

        note("".join(traceback.format_exception(error)))
    note(f"程序出错了，这不是清单的问题：{type(error).__name__}: {error}")
    note("请把上面这行、用的命令和清单发给维护者。设 POWERMAP_DEBUG=1 再运行一次，可以看到出错的位置。")
    return BUG


def _debugging() -> bool:
    return os.environ.get("POWERMAP_DEBUG", "") not in ("", "0")
