"""The same documents for people: one plain page in French, which loads nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

_PAGE = Markup(
    """<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – Fragiscope</title>
<style>:root{{color-scheme:light dark}}body{{font:1rem/1.5 sans-serif;max-width:70rem;margin:0 auto;
padding:1rem}}p{{max-width:75ch}}.rows{{overflow-x:auto}}table{{border-collapse:collapse}}
th,td{{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid}}
a{{display:inline-block;padding:.2rem 0}}</style></head>
<body><nav aria-label="Où l’on est">{trail}</nav><main><h1>{title}</h1>{body}</main></body></html>
"""
)


def page(title: str, body: Markup, trail: Iterable[tuple[str, str]]) -> str:
    """Write a page.

    Parameters
    ----------
    title : French.
    body : what it says.
    trail : title and address of the pages above it, the first first.
    """
    steps = Markup(" › ").join(anchor(*step) for step in trail)
    return _PAGE.format(title=title, trail=steps, body=body)


def anchor(title: str, address: str) -> Markup:
    """Write a link; an address that is none of the web is written as text.

    >>> anchor("<b>", "https://exemple.fr/?a=1&b=2")
    Markup('<a href="https://exemple.fr/?a=1&amp;b=2">&lt;b&gt;</a>')
    >>> anchor("non", "javascript:alert(1)")
    Markup('non')
    """
    if not address.startswith(("https://", "http://")):
        return Markup("{}").format(title)
    return Markup('<a href="{}">{}</a>').format(address, title)


def text(sentences: str) -> Markup:
    """Write a paragraph, nothing for an empty text."""
    return Markup("<p>{}</p>").format(sentences) if sentences else Markup("")


def bullets(items: Iterable[Any]) -> Markup:
    """Write a list."""
    return Markup("<ul>{}</ul>").format(
        Markup("").join(Markup("<li>{}</li>").format(i) for i in items)
    )


def rows(headings: Sequence[str], cells: Iterable[Sequence[Any]]) -> Markup:
    """Write a table whose first column names the rows; an empty cell is a dash."""
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(one) for one in headings)
    lines = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            first, Markup("").join(Markup("<td>{}</td>").format(_shown(cell)) for cell in others)
        )
        for first, *others in cells
    )
    return Markup(
        '<div class="rows" role="region" aria-label="Tableau" tabindex="0"><table><thead>'
        "<tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(head, lines)


def _shown(cell: Any) -> Any:
    return "–" if cell is None or cell == "" else cell
