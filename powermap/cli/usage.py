"""What Typer says about a command line it cannot take in; the same in Chinese out, with what can be written instead.

Typer tells its errors apart by class, and says in English what was found; its classes beyond TyperException are not
public, so they are known here by name. What is not known is passed on behind a Chinese beginning.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typer import TyperException

_MESSAGES = (
    (re.compile(r"No such command '(?P<name>.*?)'\.(?: Did you mean (?P<near>.*)\?)?$"), "没有“{name}”这个命令"),
    (re.compile(r"Missing command\.$"), "没有写命令"),
    (re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((?P<name>.*)\)$"), "多写了“{name}”"),
    (re.compile(r"Option '(?P<name>.*)' requires an argument\.$"), "“{name}”后面要写内容"),
    (re.compile(r"Option '(?P<name>.*)' requires \d+ arguments?\.$"), "“{name}”后面要写内容"),
    (re.compile(r"Option '(?P<name>.*)' does not take a value\.$"), "“{name}”后面不写内容"),
)


def usage_message(error: TyperException) -> str:
    """One or two lines in Chinese: what was found, and where to read what can be written."""
    details: Any = error
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return str(details.message)
    found = _found(kind, details)
    stop = "？" if "，是不是 " in found else "。"
    return f"{found}{stop}\n{_commands(details)}{_where_to_read(details)}"


def _commands(error: Any) -> str:
    """All commands, behind one that does not exist."""
    known = getattr(getattr(error.ctx, "command", None), "commands", None) if error.ctx is not None else None
    return f"有的命令：{'、'.join(known)}\n" if known and str(error.message).startswith("No such command") else ""


def _found(kind: str, error: Any) -> str:
    if kind == "NoSuchOption":
        near = "、".join(sorted(error.possibilities or ()))
        return f"没有“{error.option_name}”这个选项" + (f"，是不是 {near}" if near else "")
    if kind == "MissingParameter" and error.param is not None:
        return f"缺少 {_name_of(error.param)}" + (f"：{error.param.help}" if getattr(error.param, "help", "") else "")
    if kind == "BadParameter" and error.param is not None:
        return f"{_name_of(error.param)} 的内容不对（{error.message.rstrip('.')}）"
    for pattern, chinese in _MESSAGES:
        match = pattern.match(error.message)
        if match:
            found = match.groupdict()
            near = "、".join(re.findall(r"'(.+?)'", found.get("near") or ""))
            return chinese.format(**found) + (f"，是不是 {near}" if near else "")
    return f"命令写得不对（{error.message.rstrip('.')}）"


def _name_of(param: Any) -> str:
    return str(param.metavar or param.name) if param.param_type_name == "argument" else str(param.opts[-1])


def _where_to_read(error: Any) -> str:
    path = error.ctx.command_path if error.ctx is not None else "powermap"
    return f"用法见：{path} --help"
