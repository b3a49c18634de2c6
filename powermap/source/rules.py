"""The rules of reading: an id in; its weight and its one-line meaning, or a diagnostic of it, out."""

from __future__ import annotations

from types import MappingProxyType

from powermap.diagnostics import Diagnostic, Place, Severity
from powermap.value import Value


class SourceRule(Value, frozen=True):
    """One thing reading can find. meaning is one line of Chinese."""

    severity: Severity
    meaning: str


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTICE

SOURCE_RULES = MappingProxyType(
    {
        rule: SourceRule(severity, meaning)
        for rule, severity, meaning in (
            # files
            ("missing-file", _E, "清单里写的文件或文件夹找不到"),
            ("missing-head", _E, "清单文件夹里没有 清单.yaml"),
            ("unreadable-file", _E, "文件打不开，或不是普通文件"),
            ("wrong-file-kind", _E, "给的是文档、表格或别的文件，不是清单"),
            ("item-file-as-list", _E, "把一个事项的文件当成了整份清单"),
            ("project-file-as-list", _E, "把项目文件当成了清单"),
            ("unread-file", _W, "“事项”文件夹里有扩展名不对、没有读的文件"),
            ("file-too-large", _E, "文件太大"),
            ("too-many-files", _E, "文件太多"),
            # characters
            ("byte-order-mark", _N, "文件开头有字节顺序标记（BOM），照读"),
            ("not-utf8", _N, "文件不是按 UTF-8 保存的，照读"),
            ("unknown-encoding", _E, "认不出文件的编码"),
            ("damaged-text", _E, "UTF-8 文件里有坏掉的字"),
            ("control-character", _E, "有看不见的控制字符"),
            # what people typing Chinese slip into
            ("full-width-colon", _E, "键后面写了全角冒号"),
            ("colon-without-space", _E, "键的冒号后面没有空格"),
            ("full-width-comma", _E, "用全角逗号隔开 [ ] 或 { } 里的内容"),
            ("comma-or-text", _W, "[ ] 里只有一项，却有顿号或短词间的全角逗号，可能少分了项"),
            ("full-width-bracket", _E, "把全角括号当 [ ] 或 { } 用"),
            ("full-width-quote", _E, "把全角引号当引号用"),
            ("full-width-dash", _E, "列表项前面写了全角横线"),
            ("dash-without-space", _E, "列表项的减号后面没有半角空格"),
            ("full-width-hash", _E, "注释前面写了全角井号"),
            ("full-width-indent", _E, "用全角空格等特殊空格缩进"),
            ("tab-indent", _E, "用制表符（Tab）缩进"),
            ("full-width-digit", _E, "编号里有全角的数字或字母"),
            ("too-many-slips", _E, "一个文件里的问题太多，没有全部列出"),
            # the grammar
            ("empty-file", _E, "文件是空的"),
            ("wrong-top-level", _E, "文件最外层的写法不对"),
            ("several-documents", _E, "一个文件里有几份内容（--- 分隔）"),
            ("unclosed-quote", _E, "引号没有配对"),
            ("unclosed-bracket", _E, "括号没有配对"),
            ("wrong-indent", _E, "缩进没有对齐"),
            ("missing-colon", _E, "该写“键: 值”的一行没有冒号"),
            ("colon-in-text", _E, "文字里有冒号加空格，却没有加引号"),
            ("list-on-key-line", _E, "列表的第一项和键写在了同一行"),
            ("text-after-value", _E, "引号或括号结束以后还有文字"),
            ("special-character", _E, "文字以有特殊含义的符号开头"),
            ("bad-escape", _E, "双引号里反斜杠的写法不对"),
            ("bad-syntax", _E, "别的语法错误"),
            ("duplicate-key", _E, "同一处有两个相同的键"),
            ("key-not-text", _E, "键不是一个词"),
            ("yaml-tag", _E, "用了 ! 开头的标签"),
            ("merge-key", _E, "用了 << 合并键"),
            ("unknown-alias", _E, "引用（*名）没有对应的记号（&名）"),
            ("too-deep", _E, "一层套一层太深"),
            ("too-much-content", _E, "内容的条数太多，或引用展开后太多"),
            # the list
            ("items-not-a-list", _E, "“事项”后面不是列表"),
            ("item-not-keys", _E, "一个事项不是由“键: 值”组成的"),
            ("duplicate-number", _E, "两个事项的编号相同"),
            ("path-not-text", _E, "“继承”“村庄”“法规库”后面写的不是一个文件位置"),
            ("inherit-cycle", _E, "继承绕回了自己"),
            ("disable-without-base", _E, "没有继承别的清单，却写了停用"),
            ("disable-unknown", _E, "停用的编号在继承来的清单里没有"),
            ("disabled-and-changed", _E, "同一个编号既停用又改写"),
            # the workbook
            ("workbook-kind", _E, "不是 .xlsx 工作簿，或加了密码"),
            ("workbook-damaged", _E, "工作簿坏了，打不开"),
            ("workbook-too-large", _E, "工作簿太大，或一页的行太多"),
            ("workbook-sheet-missing", _E, "工作簿里少了必须有的一页"),
            ("workbook-sheet-unknown", _N, "工作簿里有不认得的页，没有读"),
            ("workbook-column-missing", _E, "一页里少了必须有的列"),
            ("workbook-column-unknown", _N, "一页里有不认得的列，没有读"),
            ("workbook-column-twice", _E, "一页里有两个同名的列"),
            ("workbook-key-unknown", _E, "“清单”页里写了不认识的项目"),
            ("workbook-name-missing", _E, "一行没有写名称或编号"),
            ("workbook-item-unknown", _E, "事项编号在“事项”页里没有"),
            ("workbook-value", _E, "一格里只能写规定的几个词"),
            ("workbook-branch", _E, "分支不在判断下面"),
            ("workbook-step", _E, "风险指的那一步找不到，或不止一步"),
            ("workbook-answer", _E, "答案的字母没有对应的选项"),
            ("workbook-line", _E, "一格里的一行看不懂"),
            ("workbook-formula", _E, "一格是公式"),
            ("workbook-picture", _E, "一格是嵌入的图片"),
            ("workbook-error-value", _E, "一格是错误值，如 #REF!"),
            ("workbook-hidden", _N, "有隐藏的行、列或页，照样读了"),
            ("workbook-protected", _N, "一页加了保护，照样读了"),
            ("workbook-macro", _N, "工作簿里有宏，没有运行"),
            ("workbook-external", _N, "工作簿链接着别的文件，没有去读"),
        )
    }
)
"""Every rule of reading, in the order in which docs/rules.md shows them."""


def problem(rule: str, place: Place | None, found: str, advice: str) -> Diagnostic:
    """A diagnostic of a rule of this table. Raises KeyError for an id that is not in it."""
    return Diagnostic(rule, SOURCE_RULES[rule].severity, found, advice, place)
