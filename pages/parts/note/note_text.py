"""A document as text, for who cannot see the pictures of its pages."""

from __future__ import annotations

from itertools import islice, takewhile

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


def page_alternatives(document: Report, headings: list[int]) -> list[tuple[str, str]]:
    """Give the caption of the picture of each page, and the words that replace the picture.

    Parameters
    ----------
    document : what was laid out.
    headings : how many of its headings each page has.

    Returns
    -------
    list of (str, str)
        The words are the first heading of the page and the first text below it, then its other
        headings; a page without one carries on with the section of the page before.
    """
    rest = iter([one for section in document.sections for one in _headings(section)])
    last = document.title
    found = []
    for index, count in enumerate(headings):
        begun = list(islice(rest, count))
        caption = f"Page {number(index + 1)} sur {number(len(headings))}"
        said = _begun(begun) if begun else f"suite de « {last} »"
        last = begun[-1][0] if begun else last
        found.append((caption, f"{caption} : {said}"))
    return found


def _headings(section: Section) -> list[tuple[str, str]]:
    """List the headings of a section, each with the first text or caption below it."""
    texts = [word for word in (_words(block) for block in section.blocks) if word]
    part = [(section.part, "")] if section.part else []
    return [*part, (section.heading, texts[0] if texts else "")]


def _begun(begun: list[tuple[str, str]]) -> str:
    (heading, text), *others = begun
    named = [name for name, _ in others]
    first = " – ".join(part for part in (heading, text) if part)
    return f"{first} Puis : {' ; '.join(named)}." if named else first


def _words(block: Items | Paragraph | Table | Figure) -> str:
    if isinstance(block, Items):
        return block.items[0].text or block.items[0].lead if block.items else ""
    if isinstance(block, Paragraph):
        return block.text
    return block.caption
