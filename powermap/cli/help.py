"""A command in; its help in Chinese out, as plain text in two columns.

Typer's own help has English headings, and with rich it takes longer to import than a whole `powermap --help` may take.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from unicodedata import east_asian_width

from typer.core import TyperCommand, TyperGroup

Row = tuple[str, str]


class Command(TyperCommand):
    """A command whose help is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        arguments = " ".join(_left(param) for param in self.params if param.param_type_name == "argument")
        formatter.write("\n".join(_help(self, ctx, f"[选项] {arguments}".rstrip(), ())))


class Group(TyperGroup):
    """The program itself, whose help lists the commands."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        commands = [(name, command.help or "") for name, command in self.commands.items() if not command.hidden]
        formatter.write("\n".join(_help(self, ctx, "命令 [选项] …", commands)))


def _help(command: TyperCommand | TyperGroup, ctx: Any, usage: str, commands: Sequence[Row]) -> Iterable[str]:
    params: Sequence[Any] = command.get_params(ctx)
    arguments = [_row(param) for param in params if param.param_type_name == "argument"]
    options = [_row(param) for param in params if param.param_type_name == "option" and not param.hidden]
    yield f"用法：{ctx.command_path} {usage}"
    yield ""
    yield from (command.help or "").splitlines()
    sections: tuple[tuple[str, Sequence[Row]], ...] = (("命令", commands), ("参数", arguments), ("选项", options))
    column = max(width_of(left) for _, rows in sections for left, _ in rows) + 2
    for title, rows in sections:
        if rows:
            yield ""
            yield f"{title}："
            yield from (f"  {padded(left, column)}{right}" for left, right in rows)
    yield from ("", command.epilog) if command.epilog else ()


def _row(param: Any) -> Row:
    if param.name == "help":
        return _left(param), "显示这份说明"
    return _left(param), param.help or ""


def _left(param: Any) -> str:
    if param.param_type_name == "argument":
        return str(param.metavar)
    names = ", ".join(param.opts)
    return names if param.is_flag or param.name == "help" else f"{names} {param.metavar}"


def width_of(text: str) -> int:
    """The columns a text takes on a terminal: two for a Chinese character."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def padded(text: str, columns: int) -> str:
    """The text with spaces up to so many columns."""
    return text + " " * max(0, columns - width_of(text))
