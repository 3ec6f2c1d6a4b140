"""The report as a DOCX that an officer can edit: styles, headings, tables, alternative texts."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from common import palette
from common.french import spaced
from reports.layout.docx_tables import add_table, shade
from reports.layout.glyphs import printable
from reports.layout.typesetting import plain_data, typeset
from reports.report import Block, Figure, Item, Items, Paragraph, Report, Section, Table

FONT = "Calibri"
#: Moment written in the file: a report has none of its own, its data have versions.
EPOCH = datetime(1980, 1, 1)
_WIDTH = Mm(178)
#: Width of the pictures, in millimetres.
_PICTURE_MM = 130
_PPI = 150
#: Cell of a row with a dot that puts it into words.
_TOLD = 3
#: What the format allows in a property.
_LONGEST_PROPERTY = 255


def to_docx(report: Report) -> bytes:
    """Lay out a report as a DOCX.

    Returns
    -------
    bytes
        The same for the same report: no moment of the day is written in it.
    """
    return _without_moments(_Writer(report.told_again("docx")).write())


def clean(text: str) -> str:
    """Give a text its spaces and leave out what no font shows, as in the PDF."""
    return printable(spaced(text))


class _Writer:
    """Writes the blocks of a report one after the other."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.document: Any = docx.Document()

    def write(self) -> bytes:
        """Write the whole report."""
        self._prepare()
        report, document = self.report, self.document
        document.add_paragraph(clean(report.kicker), style="Subtitle")
        document.add_paragraph(clean(report.title), style="Title")
        for line in report.lines:
            document.add_paragraph(clean(line))
        for number, sections in enumerate(report.pages):
            if number:
                document.add_section(WD_SECTION.NEW_PAGE)
            self._running_texts(document.sections[-1], sections)
            for section in sections:
                if section.part:
                    document.add_heading(clean(section.part), level=1)
                document.add_heading(clean(section.heading), level=section.level)
                for block in section.blocks:
                    self._block(block)
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()

    def _prepare(self) -> None:
        """Set page, language, fonts and properties."""
        properties = self.document.core_properties
        properties.title, properties.author = (
            clean(self.report.title)[:_LONGEST_PROPERTY],
            "Fragiscope",
        )
        properties.subject, properties.keywords = (
            clean(self.report.kicker),
            " ".join(self.report.stamp),
        )
        said = (self.report.footer, self.report.mark, *self.report.about.mentions)
        properties.comments = clean(" · ".join(text for text in said if text))[:_LONGEST_PROPERTY]
        properties.language, properties.last_modified_by = "fr-FR", "Fragiscope"
        properties.created = properties.modified = EPOCH
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(16)
        section.top_margin = section.bottom_margin = Mm(15)
        styles = self.document.styles
        for name, size in (
            ("Normal", 9), ("Title", 19), ("Subtitle", 9), ("Heading 1", 13), ("Heading 2", 11),
            ("Caption", 8.5), ("List Number", 9),
        ):  # fmt: skip
            _restyle(styles[name], size)
        _set_language(styles.element)

    def _running_texts(self, section: Any, sections: list[Section]) -> None:
        """Write the header, with the mark where these pages need it, and the footer."""
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        head = section.header.paragraphs[0]
        if any(_demonstrates(block) for one in sections for block in one.blocks):
            run = head.add_run(clean(self.report.mark))
            run.bold, run.font.color.rgb = True, RGBColor.from_string(palette.WARNING_TEXT[1:])
            shade(head._p.get_or_add_pPr(), palette.WARNING_BACKGROUND)
            head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot = section.footer.paragraphs[0]
        said = ("Fragiscope", self.report.title, self.report.footer, "page ")
        self._muted(foot, " · ".join(text for text in said if text))
        _add_field(foot, "PAGE")

    def _block(self, block: Block) -> None:
        if isinstance(block, Items):
            number = _restarted_list(self.document)
            for item in block.items:
                self._item(item, number)
        elif isinstance(block, Paragraph):
            self._paragraph(block)
        elif isinstance(block, Figure):
            picture = {"mode": "picture", "width": _PICTURE_MM} | plain_data(block)
            self._picture(block.caption, block.alternative, picture)
        else:
            self._table(block)

    def _item(self, item: Item, number: int) -> None:
        paragraph = self.document.add_paragraph(style="List Number")
        _number(paragraph, number)
        if item.heading:
            self._muted(paragraph, item.heading)
            paragraph.runs[-1].add_break()
        lead = paragraph.add_run(clean(item.lead))
        lead.bold, lead.font.color.rgb = True, RGBColor.from_string(palette.PRIMARY[1:])
        lead.add_break()
        paragraph.add_run(clean(item.text))
        if item.evidence:
            paragraph.runs[-1].add_break()
            self._muted(paragraph, item.evidence)

    def _paragraph(self, block: Paragraph) -> None:
        paragraph = self.document.add_paragraph()
        if block.lead:
            paragraph.add_run(clean(f"{block.lead} ")).bold = True
        if block.small:
            self._muted(paragraph, block.text)
            for run in paragraph.runs:
                run.font.size = Pt(7.5)
        else:
            paragraph.add_run(clean(block.text))

    def _muted(self, paragraph: Any, text: str) -> None:
        run = paragraph.add_run(clean(text))
        run.font.size, run.font.color.rgb = Pt(8), RGBColor.from_string(palette.MUTED[1:])

    def _picture(self, caption: str, alternative: str, data: dict[str, Any]) -> None:
        above = self.document.add_paragraph(clean(caption), style="Caption")
        above.paragraph_format.keep_with_next = True
        image = typeset(data, "png", _PPI)[0]
        shape = self.document.add_picture(io.BytesIO(image), width=Mm(_PICTURE_MM))
        described = shape._inline.docPr
        described.set("descr", clean(alternative))
        described.set("title", clean(caption))

    def _table(self, table: Table) -> None:
        dots = [cell for row in table.rows for cell in row if cell.dot]
        if dots:
            self._picture(table.caption, _described(table), _dots(table))
            table = replace(table, caption="Les mêmes positions, en tableau")
        add_table(self.document, table, clean, _WIDTH)


def _dots(table: Table) -> dict[str, Any]:
    """Give the template the rows of a table whose second cell is a dot."""
    rows = [{"label": row[0].text, "dot": plain_data(row[1].dot)} for row in table.rows]
    return {"mode": "dots", "width": _PICTURE_MM, "rows": plain_data(rows)}


def _described(table: Table) -> str:
    """Put a table of dots into words: what each row says beside its dot, then of it."""
    said = [f"{row[0].text} : {row[_TOLD].text}, {row[1].text}" for row in table.rows]
    return f"Graphique à points. {table.caption}. {' ; '.join(said)}."


def _demonstrates(block: Block) -> bool:
    if isinstance(block, Table):
        return any(cell.demonstration for row in block.rows for cell in row)
    return isinstance(block, Paragraph) and block.demonstration


def _restyle(style: Any, size: float) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    style.paragraph_format.space_after = Pt(3)
    if style.name in ("Heading 1", "Heading 2"):
        style.paragraph_format.space_before = Pt(8)
    if style.name in ("Title", "Heading 1", "Heading 2"):
        style.font.color.rgb = RGBColor.from_string(palette.PRIMARY[1:])


def _set_language(styles: Any) -> None:
    for language in styles.iter(qn("w:lang")):
        for kind in ("val", "eastAsia"):
            language.set(qn(f"w:{kind}"), "fr-FR")


def _restarted_list(document: Any) -> int:
    """Make a numbered list that begins at 1, and give its number."""
    numbering = document.part.numbering_part.numbering_definitions._numbering
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    definition = numbering.num_having_numId(style).abstractNumId.val
    made = numbering.add_num(definition)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _number(paragraph: Any, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = number
    properties.get_or_add_ilvl().val = 0


def _add_field(paragraph: Any, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _without_moments(content: bytes) -> bytes:
    """Write an archive again with the same moment for all its members."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            member = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(member, before.read(name))
    return stream.getvalue()
