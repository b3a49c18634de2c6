"""A theme: colours, line and shape habits, regions, words, logo, fonts. Values only; scene compose and products give
them their meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from powermap.value import Value

Role = Literal["title", "body", "bold", "kai"]
"""What text is for: 宋 heavy for titles, 黑 for the body, 黑 bold, 楷 for asides."""

ROLES: tuple[Role, ...] = get_args(Role)

HeadStyle = Literal["横幅", "水岸", "线框"]
"""横幅: a full band, number at the right; 水岸: a pale sky over water, number in a disc at the left, houses at the
right; 线框: white between rules, number in a frame at the left.
"""

Filling = Literal["实底", "线框"]
"""实底: tags, discs, terminals and bars are filled; 线框: they are outlined and bars hatched, for black-and-white
printers.
"""

SectionMark = Literal["竖条", "圆点", "底线"]
"""What stands by the title of a section: a bar, a dot, or a rule under it."""

Fact = Literal["办理主体", "办理时限", "办理依据", "公开方式", "公开内容", "适用范围", "所需资料"]
FootColumn = Literal["群众监督", "村级监督", "上级监督", "联系人"]
OverviewFact = Literal["办理主体", "风险等级", "清单性质"]
Place = Literal["上", "下"]

PLACEHOLDERS = ("清单", "类别", "村名", "区镇", "编号", "版本")
"""What a word may leave to be put in. 类别 and 编号 are the item's: only where there is one."""


Cmyk = tuple[float, float, float, float]
"""Cyan, magenta, yellow, black: shares of full ink, 0 to 1."""


class Look(Value, frozen=True):
    """Shapes and lines (样式)."""

    head: HeadStyle = "横幅"
    filling: Filling = "实底"
    section: SectionMark = "竖条"
    corners: float = 1.0
    """Factor on the radius of corners, 0 (square) to 3."""
    lines: float = 1.0
    """Factor on the width of lines, 0.6 to 2."""


class Regions(Value, frozen=True):
    """Which regions stand on a sheet, in what order, how large (版面)."""

    facts: tuple[Fact, ...] = ("办理主体", "办理时限", "办理依据", "公开方式")
    facts_place: Place = "上"
    """上: under the head; 下: above the foot."""
    foot: tuple[FootColumn, ...] = ("群众监督", "村级监督", "上级监督", "联系人")
    overview: tuple[OverviewFact, ...] = ("办理主体", "风险等级", "清单性质")
    margin: float = 5.0
    """Side margins of wall charts in hundredths of the short side, 3 to 8."""
    title: float = 1.0
    """Factor on the largest size of the item's name, 0.6 to 1.2; never below the sheet's floor."""
    qr_mm: float = 25.0
    """Least side of the QR code with its quiet zone on A3 and larger in mm, 25 to 80."""
    logo: float = 6.0
    """Height of the logo in hundredths of the short side, 3 to 12."""


class Words(Value, frozen=True):
    """Words of the products' own (文字). A name of PLACEHOLDERS in 【】 is put in when they are printed."""

    poster_head: str = "【清单】运行路线图 · 【类别】"
    route: str = "运行流程"
    risks: str = "廉政风险与防控"
    code: str = "扫码看公开"
    foot: str = ""
    """Words of one's own in the last line of a sheet, as who made it."""
    overview_title: str = "【村名】村级“小微权力”清单总览"
    overview_slogan: tuple[str, ...] = ("一事一流程", "照单办事", "依规用权", "阳光运行")
    booklet_title: str = "运行路线图手册"
    booklet_slogan: str = "一事一流程 · 风险有防控 · 监督有电话"
    card_head: str = "村级“小微权力”路线图 · 【类别】"
    card_slogan: tuple[str, ...] = ("谁来办", "怎么办", "多久办", "谁监督", "照单办事，依规用权")


class Logo(Value, frozen=True):
    """A picture for the head: the bytes of a PNG or JPEG file and its size in px."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Theme:
    """Colours are #RRGGBB. Keys of palette, kinds and inks are those of templates/党建红.yaml.

    palette: by token (head, gold, ink …); kinds: by the word of ActorKind; levels: risk colours, highest first;
    categories: by the colour names that lists use; fonts: role → file, for roles that are not to use the shipped font.
    """

    name: str
    palette: Mapping[str, str]
    kinds: Mapping[str, str]
    levels: tuple[str, ...]
    categories: Mapping[str, str]
    fonts: Mapping[str, str] = field(default_factory=dict)
    look: Look = field(default_factory=Look)
    regions: Regions = field(default_factory=Regions)
    words: Words = field(default_factory=Words)
    logo: Logo | None = None
    printed: Mapping[str, Cmyk] = field(default_factory=dict)
    """Inks by #RRGGBB in capitals (印刷色); a colour that is not here is converted when it is printed."""

    def level_color(self, rank: int, scale: int) -> str:
        """The colour of a risk level: the first for the highest, the last for the lowest, the middle between."""
        last = len(self.levels) - 1
        if rank == 0 or scale < 2:
            return self.levels[0]
        return self.levels[min(last, max(1, round(rank * last / (scale - 1))))]

    def category_color(self, color: str) -> str:
        """#RRGGBB for a colour name of the list or a #RRGGBB; the theme's first colour for a name it does not know."""
        return color if color.startswith("#") else self.categories.get(color, self.palette["primary"])
