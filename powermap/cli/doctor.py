"""`powermap doctor`: what is installed and whether it works, for whoever has to help from afar."""

from __future__ import annotations

import sys
from pathlib import Path

from powermap.cli.console import note, say, say_json
from powermap.cli.help import padded
from powermap.cli.options import AsJson, Output
from powermap.errors import MissingError


def doctor(output: Output = "output", as_json: AsJson = False) -> None:
    """Write a line for each part as soon as it is known. Exit code 3 if something that is needed does not work."""
    from powermap import __version__
    from powermap.build.health import Finding, examine

    tell = note if as_json else say
    findings = [Finding("powermap", __version__), Finding("控制台编码", _encodings())]
    for finding in findings:
        tell(_row(finding))
    for finding in examine(Path(output)):
        findings.append(finding)
        tell(_row(finding))
    if as_json:
        say_json(
            {"parts": [{"part": f.part, "state": f.state, "works": f.works, "advice": f.advice} for f in findings]}
        )
    broken = [finding.part for finding in findings if not finding.works]
    if broken:
        raise MissingError(f"{'、'.join(broken)} 不能用，按上面的办法处理后再试")
    tell("都能用。")


def _row(finding: object) -> str:
    from powermap.build.health import Finding

    assert isinstance(finding, Finding)
    mark = "正常" if finding.works else "不行"
    advice = f"\n{' ' * 20}{finding.advice}" if finding.advice else ""
    return f"{mark}  {padded(finding.part, 14)}{finding.state}{advice}"


def _encodings() -> str:
    return f"标准输出 {sys.stdout.encoding}，标准错误 {sys.stderr.encoding}，文件系统 {sys.getfilesystemencoding()}"
