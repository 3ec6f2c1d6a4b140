"""A note as text, for who cannot see the pictures of its pages."""

from __future__ import annotations

from common.french import number
from pages.parts.kit.notices import plain
from reports.report import Figure, Item, Items, Paragraph, Report, Section, Table


def first_page_text(note: Report) -> str:
    """Write the sections of page one in Markdown, each text made plain."""
    parts = []
    for section in note.pages[0]:
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
    return "\n\n".join(parts)


def _headed(item: Item) -> str:
    return f"{item.heading} : {item.lead}" if item.heading else item.lead


def page_alternatives(note: Report, count: int) -> list[tuple[str, str]]:
    """Give the caption of the picture of each page, and the words that replace the picture.

    Parameters
    ----------
    note : what was laid out.
    count : how many pages that made; a page that begins no section carries on with the last one.
    """
    pages = note.pages
    found = []
    for index in range(count):
        caption = f"Page {number(index + 1)} sur {number(count)}"
        said = _first_words(pages[index]) if index < len(pages) else "suite"
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
