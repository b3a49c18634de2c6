"""Fonts in, widths and runs out: against fontTools, with broken fonts, and against what the shipped fonts promise."""

from __future__ import annotations

import dataclasses
import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from powermap import resources
from powermap.errors import MissingError, UsageError
from powermap.text.charsets import gb2312, gbk, standard_beyond_gb2312
from powermap.text.font_file import read_font_file
from powermap.text.font_report import describe
from powermap.text.fonts import ROLES, SHIPPED, Catalogue, Role, load_catalogue

ROOT = Path(__file__).resolve().parents[2]
FAR = "\U0001f600"  # 😀, which no shipped font has


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_catalogue()


def box(pen: Any, width: int) -> None:
    """Draws a square glyph."""
    pen.moveTo((0, 0))
    pen.lineTo((0, width))
    pen.lineTo((width, width))
    pen.lineTo((width, 0))
    pen.closePath()


def small_font(
    widths: dict[str, int], *, em: int = 1000, truetype: bool = True, family: str = "Small", fs_type: int = 0
) -> TTFont:
    """A font of squares: each character as wide as `widths` says, .notdef half an em."""
    names = {char: f"u{ord(char):X}" for char in widths}
    advances = {".notdef": em // 2} | {names[char]: width for char, width in widths.items()}
    builder = FontBuilder(em, isTTF=truetype)
    builder.setupGlyphOrder(list(advances))
    builder.setupCharacterMap({ord(char): name for char, name in names.items()})
    if truetype:
        glyphs = {}
        for name, width in advances.items():
            pen = TTGlyphPen(None)
            box(pen, width)
            glyphs[name] = pen.glyph()
        builder.setupGlyf(glyphs)
    else:
        strings = {}
        for name, width in advances.items():
            pen = T2CharStringPen(width, None)
            box(pen, width)
            strings[name] = pen.getCharString()
        builder.setupCFF(family, {}, strings, {})
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in advances.items()})
    builder.setupHorizontalHeader(ascent=em, descent=-em // 4)
    builder.setupOS2(sTypoAscender=em * 8 // 10, sTypoDescender=-em // 5, sCapHeight=em // 2, fsType=fs_type)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family}, mac=False)
    builder.setupPost()
    return builder.font


def saved(font: TTFont, path: Path) -> Path:
    font.save(path)
    return path


# What the shipped fonts promise


@pytest.mark.parametrize("role", ROLES)
def test_shipped_fonts_cover_gb2312_and_the_2013_table(shipped: Catalogue, role: Role) -> None:
    font = shipped.font(role)
    assert sorted(char for char in gb2312() if not font.covers(char)) == []
    assert sorted(char for char in standard_beyond_gb2312() if not font.covers(char)) == []


@pytest.mark.parametrize("role", ["body", "bold"])
def test_the_hei_covers_gbk(shipped: Catalogue, role: Role) -> None:
    assert {char for char in gbk() if not shipped.font(role).covers(char)} == {"≒"}  # which the source lacks


def test_some_font_has_every_gbk_character_and_the_signs_lists_use(shipped: Catalogue) -> None:
    signs = "①⑳㉑㊿ⒶⓏ←↑→↓✓☎×·—…‘’“”【】〔〕■□▲△●○★☆ⅠⅫ浜泾溇圩埭塘坔泖漕荡堽㘰"
    assert shipped.missing("".join(sorted(gbk())) + signs) == ()


def test_the_character_sets_have_the_size_of_their_standards() -> None:
    assert len(gb2312()) == 7445 + 95  # GB 2312-1980, and ASCII
    assert len([char for char in gb2312() if "\u4e00" <= char <= "\u9fff"]) == 6763
    assert len(gbk()) == 21791 + 95
    assert len(standard_beyond_gb2312()) == 1467
    assert not standard_beyond_gb2312() & gb2312()


@pytest.mark.parametrize("role", ROLES)
def test_chinese_punctuation_is_one_em_wide_and_in_its_half(shipped: Catalogue, role: Role) -> None:
    font = shipped.font(role)
    assert {char: font.advance(char) for char in "“”‘’—…·，。、；：！？（）《》"} == dict.fromkeys(
        "“”‘’—…·，。、；：！？（）《》", 1.0
    )
    with TTFont(font.path, lazy=True) as file:
        cmap, glyphs = file.getBestCmap(), file["glyf"]
        boxes = {char: glyphs[cmap[ord(char)]] for char in "“”‘’—"}
        assert boxes["“"].xMin > 500 and boxes["‘"].xMin > 500
        assert boxes["”"].xMax < 500 and boxes["’"].xMax < 500
        assert boxes["—"].xMin <= 0 and boxes["—"].xMax >= 1000  # two of them make one line


@pytest.mark.parametrize("role", ROLES)
def test_shipped_fonts_carry_nothing_but_outlines_and_may_be_embedded(shipped: Catalogue, role: Role) -> None:
    path = shipped.font(role).path
    with TTFont(path, lazy=True) as file:
        assert not {"CFF ", "GSUB", "GPOS", "fpgm", "prep", "cvt "} & set(file.keys())
        assert file["post"].formatType == 3
        assert file["OS/2"].fsType == 0
        family = file["name"].getDebugName(1)
        assert "OFL" in file["name"].getDebugName(14)
    assert not any(reserved in family for reserved in ("LXGW", "霞鹜", "Noto", "Source"))
    assert path.stat().st_size < 8_000_000


def test_shipped_fonts_are_small_enough_to_travel(shipped: Catalogue) -> None:
    assert sum(font.path.stat().st_size for font in shipped.fonts) < 22_000_000


# Measuring


@pytest.mark.parametrize("role", ROLES)
def test_metrics_are_what_fonttools_reads(shipped: Catalogue, role: Role) -> None:
    font = shipped.font(role)
    with TTFont(font.path, lazy=True) as file:
        cmap, metrics = file.getBestCmap(), file["hmtx"].metrics
        assert dict(font.units) == {chr(code): metrics[name][0] for code, name in cmap.items()}
        assert font.units_per_em == file["head"].unitsPerEm
        assert font.glyph_count == file["maxp"].numGlyphs
        assert (font.ascent, font.descent) == (file["OS/2"].sTypoAscender / 1000, file["OS/2"].sTypoDescender / 1000)
        assert font.cap_height == file["OS/2"].sCapHeight / 1000
        assert font.advance(FAR) == metrics[".notdef"][0] / 1000
        assert font.family == (file["name"].getDebugName(16) or file["name"].getDebugName(1))


def test_a_16_bit_character_map_with_glyphs_out_of_order_reads_the_same(tmp_path: Path) -> None:
    # Neighbouring characters whose glyphs do not follow one another make a map with glyph arrays and holes in it.
    chars = "人工土干于亏才寸下大"
    font = small_font({char: 500 + 7 * index for index, char in enumerate(chars)})
    order = font.getGlyphOrder()
    font.setGlyphOrder([order[0], *reversed(order[1:])])
    path = saved(font, tmp_path / "shuffled.ttf")
    with TTFont(path) as file:
        assert {table.format for table in file["cmap"].tables} == {4}
        expected = {chr(code): file["hmtx"][name][0] for code, name in file.getBestCmap().items()}
    assert read_font_file(path).advances == expected
    assert set(expected) == set(chars)


def test_width_in_points_is_advances_times_size(shipped: Catalogue) -> None:
    body = shipped.font("body")
    assert body.width("昆山市", 12) == 36.0
    assert body.width("", 12) == 0
    assert body.width("a", 10) == pytest.approx(body.advance("a") * 10)
    assert body.advance("\n") == 0
    text = "昆山Abc，" * 5
    assert shipped.width("body", text, 9.5) == body.width(text, 9.5)


def test_width_of_a_role_is_the_sum_over_its_runs(shipped: Catalogue) -> None:
    text = "权力權力ń×≒" + FAR
    expected = sum(font.width(part, 20) for font, part in shipped.runs("title", text))
    assert shipped.width("title", text, 20) == pytest.approx(expected)


def test_fonts_with_different_ems_are_measured_together(tmp_path: Path) -> None:
    own = saved(small_font({"大": 1365}, em=2048), tmp_path / "own.ttf")
    catalogue = load_catalogue({"body": own})
    assert catalogue.width("body", "大小", 100) == pytest.approx(136500 / 2048 + 100)


# Which font


def test_a_character_the_role_lacks_is_set_in_the_widest_font(shipped: Catalogue) -> None:
    title, hei = shipped.font("title"), shipped.font("body")
    assert shipped.widest is hei
    assert not title.covers("權")
    assert shipped.runs("title", "村級權力") == ((title, "村"), (hei, "級權"), (title, "力"))
    assert shipped.runs("title", "") == ()


def test_what_the_widest_font_lacks_too_is_set_in_any_other(shipped: Catalogue) -> None:
    assert shipped.runs("body", "≒") == ((shipped.font("kai"), "≒"),)


def test_runs_joined_are_the_text(shipped: Catalogue) -> None:
    text = f"一\n張浦 鎮{FAR}≒Ａ"
    assert "".join(part for _, part in shipped.runs("kai", text)) == text


def test_missing_names_each_character_once_and_no_breaks(shipped: Catalogue) -> None:
    assert shipped.missing(f"昆山 {FAR}\n\u200b{FAR}") == (FAR, "\u200b")
    assert shipped.missing("昆山 市\n") == ()


def test_catalogue_is_loaded_once_and_names_every_font(shipped: Catalogue) -> None:
    assert load_catalogue() is shipped
    assert [font.name for font in shipped.fonts] == [SHIPPED[role] for role in ROLES]
    assert all(shipped.named(font.name) is font for font in shipped.fonts)
    with pytest.raises(dataclasses.FrozenInstanceError):
        shipped.widest.name = "other"  # type: ignore[misc]


# The user's own fonts


def test_a_users_font_takes_one_role_and_the_shipped_hei_still_helps(tmp_path: Path, shipped: Catalogue) -> None:
    path = saved(small_font({"权": 800}, family="Own"), tmp_path / "own.ttf")
    catalogue = load_catalogue({"body": path})
    own = catalogue.font("body")
    assert (own.name, own.family, own.ascent, own.descent, own.cap_height) == ("own", "Own", 0.8, -0.2, 0.5)
    assert [(font.name, part) for font, part in catalogue.runs("body", "权力")] == [
        ("own", "权"),
        ("hei-regular", "力"),
    ]
    assert catalogue.font("title").path == shipped.font("title").path


def test_one_file_for_two_roles_is_one_font_and_equal_stems_get_their_own_names(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = saved(small_font({"权": 800}), tmp_path / "a" / "own.ttf")
    second = saved(small_font({"权": 900}), tmp_path / "b" / "own.ttf")
    catalogue = load_catalogue({"body": first, "bold": first, "kai": second})
    assert catalogue.font("body") is catalogue.font("bold")
    assert {font.name for font in catalogue.fonts} == {"song-black", "own", "own-2", "hei-regular"}


def test_a_truetype_collection_gives_its_first_font_as_the_pdf_writer_reads_it(tmp_path: Path) -> None:
    from reportlab.pdfbase.ttfonts import TTFont as PdfFont

    collection = TTCollection()
    collection.fonts = [small_font({"权": 800}, family="First"), small_font({"力": 700}, family="Second")]
    path = tmp_path / "two.ttc"
    collection.save(path)
    font = load_catalogue({"kai": path}).font("kai")
    assert font.family == "First"
    assert font.advance("权") == 0.8 and not font.covers("力")
    assert PdfFont("first", str(path)).stringWidth("权", 10) == 8.0


def test_the_pdf_writer_measures_as_we_do(shipped: Catalogue) -> None:
    from reportlab.pdfbase.ttfonts import TTFont as PdfFont

    text = "村“小微权力”——①②③ABC 0512𬇙㑇"
    for font in shipped.fonts:
        assert PdfFont(font.name, str(font.path)).stringWidth(text, 10) == pytest.approx(font.width(text, 10))


def cut_short(path: Path) -> None:
    saved(small_font(dict.fromkeys("权力清单", 500)), path)
    path.write_bytes(path.read_bytes()[:-40])


def collection_of_cff(path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [small_font({"权": 800}, truetype=False)]
    collection.save(path)


def without_outlines(path: Path) -> None:
    font = small_font({"权": 800})
    del font["glyf"], font["loca"]
    font.save(path)


def symbols_only(path: Path) -> None:
    font = small_font({"权": 800})
    font["cmap"].tables = [table for table in font["cmap"].tables if table.platformID == 3]
    for table in font["cmap"].tables:
        table.platEncID = 0
    font.save(path)


def map_beyond_the_glyphs(path: Path) -> None:
    saved(small_font(dict.fromkeys("一丁七", 500)), path)
    data = bytearray(path.read_bytes())
    with TTFont(path) as file:
        start = file.reader.tables["maxp"].offset
        metrics = file.reader.tables["hhea"].offset
    data[start + 4 : start + 6] = b"\0\1"
    data[metrics + 34 : metrics + 36] = b"\0\1"
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("write", "reason"),
    [
        (lambda path: saved(small_font({"权": 800}, truetype=False), path), "PostScript"),
        (collection_of_cff, "PostScript"),
        (lambda path: saved(small_font({"权": 800}, fs_type=2), path), "授权"),
        (lambda path: path.write_bytes(b""), "损坏"),
        (lambda path: path.write_bytes(b"\0\1\0\0"), "损坏"),
        (lambda path: path.write_bytes("不是字体".encode()), "不是 TrueType"),
        (lambda path: path.write_bytes(b"wOF2" + bytes(60)), "WOFF"),
        (cut_short, "不完整"),
        (without_outlines, "glyf、loca"),
        (symbols_only, "Unicode"),
        (map_beyond_the_glyphs, "损坏"),
        (lambda path: path.mkdir(), "文件夹"),
        (lambda path: None, "不存在"),
    ],
)
def test_a_font_that_cannot_be_printed_is_refused_with_file_reason_and_remedy(
    tmp_path: Path, write: Callable[[Path], object], reason: str
) -> None:
    path = tmp_path / "用户.ttf"
    write(path)
    with pytest.raises(MissingError) as caught:
        load_catalogue({"body": path})
    message = str(caught.value)
    assert str(path) in message and reason in message and "请换一个 TrueType 字体" in message
    assert caught.value.exit_code == 3


def test_an_unknown_role_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"标题.*title、body、bold、kai"):
        load_catalogue({"标题": tmp_path / "a.ttf"})


# Reports and data folders


def test_describe_counts_what_each_font_covers(shipped: Catalogue) -> None:
    reports = {report.role: report for report in describe(shipped)}
    assert list(reports) == list(ROLES)
    assert [role for role, report in reports.items() if report.widest] == ["body"]
    body, title = reports["body"], reports["title"]
    assert body.gb2312.complete and body.standard.complete
    assert body.gbk.lacking == ("≒",) and body.gbk.covered == 21885
    assert title.gb2312.complete and not title.gbk.complete
    assert body.file_size == (ROOT / "fonts" / "hei-regular.ttf").stat().st_size
    assert body.glyphs > 22_000 and body.family == "Powermap Hei"


def test_data_is_found_in_a_checkout_and_first_in_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert resources.data_dir("fonts") == ROOT / "fonts"
    package = tmp_path / "site" / "powermap"
    monkeypatch.setattr(resources, "_PACKAGE", package)
    with pytest.raises(MissingError, match="重新安装"):
        resources.data_dir("fonts")
    (tmp_path / "site" / "fonts").mkdir(parents=True)
    assert resources.data_dir("fonts") == tmp_path / "site" / "fonts"
    (package / "data" / "fonts").mkdir(parents=True)
    assert resources.data_dir("fonts") == package / "data" / "fonts"


# Making the fonts again


def font_maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_fonts", ROOT / "tools" / "make_fonts.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_fonts"] = module
    spec.loader.exec_module(module)
    return module


def test_the_shipped_fonts_have_what_the_recipes_ask_and_the_source_has(shipped: Catalogue) -> None:
    maker = font_maker()
    assert {recipe.stem for recipe in maker.RECIPES} == set(SHIPPED.values())
    for recipe in maker.RECIPES:
        extra = set(shipped.named(recipe.stem).units) - maker.characters(recipe)
        assert extra == set(), f"{recipe.stem}: make the fonts again"


@pytest.mark.skipif(not os.environ.get("POWERMAP_MAKE_FONTS"), reason="half a minute; set POWERMAP_MAKE_FONTS=1")
def test_making_the_fonts_again_gives_the_same_bytes(tmp_path: Path) -> None:
    maker = font_maker()
    if not all((maker.DEBIAN_FONTS / recipe.source).is_file() for recipe in maker.RECIPES):
        pytest.skip("the Debian font packages are not installed")
    subprocess.run(
        [sys.executable, ROOT / "tools" / "make_fonts.py", "--target", tmp_path],
        check=True,
        env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "America/New_York", "PYTHONPATH": str(ROOT)},
    )
    for stem in SHIPPED.values():
        assert (tmp_path / f"{stem}.ttf").read_bytes() == (ROOT / "fonts" / f"{stem}.ttf").read_bytes(), stem
