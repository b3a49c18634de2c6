"""The theme format as typed classes: every key with its description and what it may hold."""

from __future__ import annotations

from typing import Any, Literal, get_args

from pydantic import ConfigDict, Field

from powermap.model.theme import Fact, Filling, FootColumn, HeadStyle, OverviewFact, Place, SectionMark
from powermap.validate.drafts import Draft, _key
from powermap.validate.fields import Text, Texts


def _with(alias: str, description: str, default: Any, **extra: Any) -> Any:
    return Field(default, alias=alias, description=description, json_schema_extra=extra)


def _choice(alias: str, description: str, words: Any) -> Any:
    """One of the words of a Literal."""
    return _with(alias, description, "", choices=list(get_args(words)))


def _choices(alias: str, description: str, words: Any) -> Any:
    """A list of words of a Literal, none twice."""
    return _with(alias, description, (), choices=list(get_args(words)))


def _number(alias: str, description: str, least: float, most: float) -> Any:
    return _with(alias, f"{description}，{least:g} 至 {most:g}", "", least=least, most=most)


def _words(alias: str, description: str, longest: int, default: Literal[""] | tuple[()] = "") -> Any:
    """Words that stand on products, at most so many characters; placeholders in 【】."""
    return _with(alias, f"{description}，最多 {longest} 字", default, longest=longest)


class LookDraft(Draft):
    model_config = ConfigDict(title="样式")
    head: Text = _choice("页眉", "横幅（整幅底色）、水岸（粉墙黛瓦和水波）、线框（白底双线）", HeadStyle)
    filling: Text = _choice("色块", "实底，或线框（给黑白打印机：白底、描边、花纹）", Filling)
    section: Text = _choice("段标", "小标题旁边的记号：竖条、圆点、底线", SectionMark)
    corners: Text = _number("圆角", "圆角的倍数，0 是直角", 0, 3)
    lines: Text = _number("线宽", "线条粗细的倍数", 0.6, 2)


class RegionsDraft(Draft):
    model_config = ConfigDict(title="版面")
    facts: Texts = _choices("事实栏", "挂图印哪几项、按什么顺序", Fact)
    facts_place: Text = _choice("事实栏位置", "上：页眉下面；下：页脚上面", Place)
    foot: Texts = _choices("页脚", "挂图页脚的几栏、按什么顺序", FootColumn)
    overview: Texts = _choices("总览", "总览的每一项印什么", OverviewFact)
    margin: Text = _number("页边", "左右页边，占短边的百分之几", 3, 8)
    title: Text = _number("题名大小", "事项名称最大字号的倍数", 0.6, 1.2)
    qr_mm: Text = _number("二维码", "A3 及以上二维码的边长，毫米", 25, 80)
    logo: Text = _number("标志高", "标志的高，占短边的百分之几", 3, 12)


class WordsDraft(Draft):
    model_config = ConfigDict(title="文字")
    poster_head: Text = _words("挂图页眉", "事项名称上面的一行", 40)
    route: Text = _words("流程", "挂图左边的小标题", 12)
    risks: Text = _words("风险", "挂图右边的小标题", 12)
    code: Text = _words("扫码", "二维码下面的字", 8)
    foot: Text = _words("页脚", "最下面一行自己加的字，如监制单位", 30)
    overview_title: Text = _words("总览题名", "总览的标题", 30)
    overview_slogan: Texts = _words("总览口号", "总览标题下面的短句，几句写成 [甲, 乙]", 30, ())
    booklet_title: Text = _words("手册题名", "手册封面清单名称下面的字", 14)
    booklet_slogan: Text = _words("手册口号", "手册封面的一行小字", 24)
    card_head: Text = _words("卡片页眉", "卡片事项名称上面的一行", 24)
    card_slogan: Texts = _words("卡片口号", "卡片事项名称下面的短句", 30, ())


class ThemeDraft(Draft):
    """A theme file as written."""

    model_config = ConfigDict(title="主题")
    name: Text = _key("主题", "主题的名称")
    base: Text = _key("基于", "没写的照哪个自带主题，不写就照党建红")
    palette: dict[Text, Text] = _key("颜色", "各处颜色，#RRGGBB", {})
    kinds: dict[Text, Text] = _key("主体", "各类主体的颜色", {})
    levels: Texts = _key("风险", "风险等级的颜色，从高到低", ())
    categories: dict[Text, Text] = _key("类别", "清单里“类别”可用的颜色名", {})
    fonts: dict[Text, Text] = _key("字体", "各用途的字体文件（.ttf），从主题文件所在的文件夹算起", {})
    look: LookDraft = _key("样式", "形状和线条", LookDraft.model_construct())
    regions: RegionsDraft = _key("版面", "印哪些内容、放在哪里、多大", RegionsDraft.model_construct())
    words: WordsDraft = _key("文字", "页眉页脚等处的字", WordsDraft.model_construct())
    printed: dict[Text, Text] = _key("印刷色", '印刷时用的油墨，"#RRGGBB": 青 品红 黄 黑，各 0 至 100', {})
    logo: Text = _key("标志", "页眉里的图片（PNG 或 JPEG），从主题文件所在的文件夹算起")
