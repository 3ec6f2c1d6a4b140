"""The fields that take a file: what is accepted of each is in :mod:`common.limits`."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from common.limits import OwnSize, raised


def file_field(
    label: str,
    endings: Sequence[str],
    most: int | OwnSize,
    *,
    key: str | None = None,
    help: str | None = None,
) -> UploadedFile | None:
    """Take a file.

    Parameters
    ----------
    label, key, help : as :func:`streamlit.file_uploader` takes them.
    endings : of the names that are accepted, without a point.
    most : bytes; the browser is told the megabytes, and the reader of the file says the rest.
    """
    size = max(1, raised(most) // 1_000_000)
    return st.file_uploader(label, type=list(endings), max_upload_size=size, key=key, help=help)
