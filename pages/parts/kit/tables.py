"""The tables of the screens: interactive ones, with what goes to paper, and short plain ones."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, Literal

import pandas as pd
import streamlit as st

from common.french import number, spaced
from pages.parts.kit.notices import plain

#: Rows of a table that go to paper.
PRINTED_ROWS = 200
#: From there on, a column of numbers with decimals has one, below two.
_TENS = 10
#: Numbers that differ by less, as those kept in 32 bits do, are the same.
_SAME = 1e-5
#: Ends the key of the block of a table whose toolbar offers no file (``static/print.css``).
_OWN_FILE = "own-file"


def table(
    frame: pd.DataFrame,
    *,
    height: int | Literal["auto"] = "auto",
    columns: dict[str, Any] | None = None,
    printed: bool = True,
    shown: bool = True,
    own_file: str = "",
    paint: Callable[[object], str] | None = None,
    **look: Any,
) -> None:
    """Show a French table that can be sorted; a missing cell is a dash, a link can be followed.

    Parameters
    ----------
    frame : what is shown.
    height : in pixels.
    columns : settings of columns, as :func:`number_columns` gives them.
    printed : whether its rows go to paper, where the interactive table prints only what it shows.
    shown : whether a reader can see it; in a closed section, what goes to paper is enough.
    own_file : name of the table, unlike any other of its screen, where a button beside hands it
        out. The file of Streamlit's toolbar has neither our dialect nor the sources and mentions
        that must go with the figures: it is not offered then.
    paint : gives the CSS of a cell by what it says, which no colour may say alone.
    look : what else :func:`streamlit.dataframe` takes.
    """
    links = {"Lien": st.column_config.LinkColumn(display_text="ouvrir")} if "Lien" in frame else {}
    with st.container(key=f"{own_file}-{_OWN_FILE}") if own_file else nullcontext():
        if shown:
            typeset = _typeset(frame)
            st.dataframe(
                typeset if paint is None else typeset.style.map(paint),
                hide_index=True,
                height=height,
                placeholder="–",
                column_config={**links, **(columns or {})},
                **look,
            )
        if printed:
            st.table(printable(frame), border="horizontal", hide_index=True)


def _typeset(frame: pd.DataFrame) -> pd.DataFrame:
    r"""Put the no-break spaces of French in what a canvas draws, out of reach of the page's script.

    >>> _typeset(pd.DataFrame({"Lecture": ["oui ; non", None], "Rang": [1, 2]}))["Lecture"][0]
    'oui\u202f; non'
    """
    texts = frame.select_dtypes(["object", "str", "category"])
    return frame.assign(
        **{str(name): texts[name].map(_spaced_text) for name in texts if _has_marks(texts[name])}
    )


def _has_marks(cells: pd.Series) -> bool:
    said = cells.cat.categories if isinstance(cells.dtype, pd.CategoricalDtype) else cells
    whole = "\n".join(cell for cell in said if isinstance(cell, str))
    return spaced(whole) != whole


def _spaced_text(cell: object) -> object:
    return spaced(cell) if isinstance(cell, str) else cell


def number_columns(frame: pd.DataFrame) -> dict[str, Any]:
    """Have the numbers of an interactive table written the French way, with as many decimals."""
    return {
        str(name): st.column_config.NumberColumn(format="localized", step=_step(frame[name]))
        for name in frame.select_dtypes("number")
    }


def _step(numbers: pd.Series) -> float:
    """Give the last place that all the numbers of a column are written to.

    >>> _step(pd.Series([80.0, None])), _step(pd.Series([79.532, 80])), _step(pd.Series([0.123]))
    (1, 0.1, 0.01)
    >>> _step(pd.Series([6.7, 2.2]))  # no decimal that was rounded away
    0.1
    """
    known = numbers.dropna().astype("float64")
    if (known == known.round()).all():
        return 1
    to_tenths = (known - known.round(1)).abs().max() < _SAME
    return 0.1 if to_tenths or known.abs().max() >= _TENS else 0.01


def text_table(frame: pd.DataFrame) -> None:
    """Show a short table of sentences whole, on screen as on paper; never right after another."""
    st.table(printable(frame), border="horizontal", hide_index=True)


def printable(frame: pd.DataFrame) -> pd.DataFrame:
    r"""Write a table as texts for paper, where an interactive one prints only what it shows.

    The plain table is hidden on screen by ``static/print.css``, which finds it right after the
    interactive one. Small curves stay on screen. Beyond :data:`PRINTED_ROWS`, the last row tells
    how many are left out.

    >>> frame = pd.DataFrame({"Nom": ["a_b", None], "Nombre": [1234, 5]})
    >>> printable(frame).to_numpy().tolist()
    [['a\\_b', '1234'], ['–', '5']]
    """
    texts = frame.head(PRINTED_ROWS).astype("object")
    texts = texts.drop(columns=[name for name in texts if _is_curve(texts[name])])
    for column in texts:
        texts[column] = [_cell(value) for value in texts[column]]
    left = len(frame) - PRINTED_ROWS
    if left > 0:
        said = f"… et {number(left)} autres lignes, à lire à l’écran"
        texts.loc[len(texts)] = [said, *[""] * (len(texts.columns) - 1)]
    return texts.rename(columns=lambda name: plain(str(name)))


def _is_curve(cells: pd.Series) -> bool:
    return bool(len(cells)) and isinstance(cells.iloc[0], list)


def _cell(value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]  # a cell may be of any type
        return "–"
    if isinstance(value, bool):
        return "oui" if value else "non"
    return plain(number(value, 1) if isinstance(value, float) else str(value))
