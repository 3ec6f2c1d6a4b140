"""A document as text, for who cannot see the pictures of its pages."""

from __future__ import annotations

from itertools import takewhile

from common.french import number
from pages.parts.kit.notices import plain
from reports.report import Figure, Item, Items, Paragraph, Report, Section, Table


def first_page_text(document: Report) -> str:
    """Write the sections of page one in Markdown, each text made plain; its first part is apart."""
    parts = []
    for section in takewhile(lambda one: not one.part, document.pages[0]):
        parts.append(f"### {plain(section.heading)}")
        for block in section.blocks:
            if isinstance(block, Items):
                parts += [
                    "  \n".join(
                        plain(text)
                        for text in (
                            f"{rank}) {_headed(item)}",
                            item.text,
                            item.evidence,
                        )
                        if text
                    )
                    for rank, item in enumerate(block.items, start=1)
                ]
            elif isinstance(block, Paragraph):
                parts.append(plain(block.text))
            elif isinstance(block, Table):
                parts += [plain(block.caption), "\n".join(_lines(block))]
    return "\n\n".join(parts)


def _headed(item: Item) -> str:
    return f"{item.heading} : {item.lead}" if item.heading else item.lead


def _lines(table: Table) -> list[str]:
    """Write a table as a list, a line a row: its name, then each header and what it holds."""
    headers = [column.header for column in table.columns[1:]]
    return [
        f"- **{plain(row[0].text)}** : "
        + plain(
            " ; ".join(
                f"{header.lower()} {cell.text}"
                for header, cell in zip(headers, row[1:], strict=True)
            )
        )
        for row in table.rows
    ]


def page_alternatives(document: Report, count: int) -> list[tuple[str, str]]:
    """Give the caption of the picture of each page, and the words that replace the picture.

    Parameters
    ----------
    document : what was laid out.
    count : how many pages that made; a page that begins no section carries on with the last one.
        Where several do, no page is told by its sections.
    """
    pages = document.pages
    flowing = count > len(pages) + 1
    found = []
    for index in range(count):
        caption = f"Page {number(index + 1)} sur {number(count)}"
        said = _first_words(pages[index]) if index < len(pages) else "suite"
        if flowing and index > 0:
            said = f"{document.title}, le texte entier est dans le PDF balisé et dans le DOCX"
        found.append((caption, f"{caption} : {said}"))
    return found


def _first_words(sections: list[Section]) -> str:
    """Say how a page begins: its first heading, and the first text or caption below."""
    first = sections[0]
    words = [_words(block) for block in first.blocks]
    return " – ".join([first.heading, *[word for word in words if word][:1]])


def _words(block: Items | Paragraph | Table | Figure) -> str:
    if isinstance(block, Items):
        return block.items[0].text or block.items[0].lead if block.items else ""
    if isinstance(block, Paragraph):
        return block.text
    return block.caption
