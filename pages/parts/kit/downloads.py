"""The buttons that hand out a file; what is written, and how, is the same for every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from common.csv_files import FRANCE, csv_bytes
from pages.parts.kit.seen import as_now

#: Said on every button that gives a CSV: pages write what a French Excel opens.
CSV_LABEL = "CSV pour Excel"
_DOWNLOAD = ":material/download:"


def file_button(
    label: str,
    make: Callable[[], str | bytes],
    name: str,
    mime: str,
    *,
    icon: str = _DOWNLOAD,
    **look: Any,
) -> None:
    """Offer a file, made when it is asked for; the page does not run again.

    Parameters
    ----------
    label : French text of the button.
    make : gives the content; it runs outside the session, from what the session sees now.
    name, mime : of the file.
    icon, look : what else :func:`streamlit.download_button` takes.
    """
    st.download_button(
        label, data=as_now(make), file_name=name, mime=mime, icon=icon, on_click="ignore", **look
    )


def csv_button(label: str, make: Callable[[], pd.DataFrame], name: str, **look: Any) -> None:
    """Offer a table as a CSV in the dialect of the pages.

    Parameters
    ----------
    label : French text of the button; the format is added to it.
    make : gives the rows, with what must go with them; it runs outside the session.
    name : of the file.
    look : what else :func:`streamlit.download_button` takes.
    """
    said = f"{label} ({CSV_LABEL})" if label else CSV_LABEL
    file_button(said, lambda: csv_bytes(make(), FRANCE), name, "text/csv", **look)
