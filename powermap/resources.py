"""From the name of a data folder to the folder itself, in an installed wheel or in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from powermap.errors import MissingError

DataName = Literal["fonts", "lists", "profiles", "templates"]

_PACKAGE = Path(__file__).resolve().parent


def data_dir(name: DataName) -> Path:
    """The folder that holds the data called `name`: beside the package's code in a wheel, at the top in a checkout.

    Raises MissingError when neither place has it: the installation is damaged.
    """
    installed = _PACKAGE / "data" / name
    checkout = _PACKAGE.parent / name
    for folder in (installed, checkout):
        if folder.is_dir():
            return folder
    raise MissingError(f"找不到程序自带的数据文件夹“{name}”（找过 {installed} 和 {checkout}）。请重新安装 powermap。")
