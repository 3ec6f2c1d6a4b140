"""The first page of a note as text, for who cannot see its picture."""

from __future__ import annotations

from pages.parts.notices import plain
from reports.note import Items, Note, Paragraph


def first_page_text(note: Note) -> str:
    """Write the sections of page one in Markdown, each text made plain."""
    parts = []
    for section in note.pages[0]:
        parts.append(f"**{plain(section.heading)}**")
        for block in section.blocks:
            if isinstance(block, Items):
                parts += [
                    "  \n".join(
                        plain(text)
                        for text in (f"{number}) {item.lead}", item.text, item.evidence)
                        if text
                    )
                    for number, item in enumerate(block.items, start=1)
                ]
            elif isinstance(block, Paragraph):
                parts.append(plain(block.text))
    return "\n\n".join(parts)
