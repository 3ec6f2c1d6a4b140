"""A text to take away (a link, a code): shown whole, copied by a button."""

from __future__ import annotations

import streamlit as st

from common.paths import STATIC

_DONE, _FAILED = "Copié.", "Le texte est sélectionné : copiez-le avec Ctrl + C."
_box = st.components.v2.component(
    "fragiscope.copy",
    js=(STATIC / "copy.js").read_text("utf-8"),
    isolate_styles=False,  # the look is that of static/fragiscope.css
)


def copy_box(key: str, label: str, button: str, text: str, rows: int = 1) -> None:
    """Show a text and the button that copies it.

    Parameters
    ----------
    key : of the component.
    label, button : French texts.
    text : shown as it is, never as HTML.
    rows : lines of the field.
    """
    _box(
        key=key,
        data={
            "label": label,
            "button": button,
            "text": text,
            "rows": rows,
            "done": _DONE,
            "failed": _FAILED,
        },
    )
