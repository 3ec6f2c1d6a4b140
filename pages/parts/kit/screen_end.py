"""The end of a screen that has nothing more to show."""

from __future__ import annotations

from typing import NoReturn

from streamlit.runtime.scriptrunner import StopException


def end_screen() -> NoReturn:
    """End a screen here; what stands at the foot of all of them still comes.

    After ``st.stop``, Streamlit would show nothing more of the run, the foot included.
    """
    raise StopException
