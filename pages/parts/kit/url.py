"""The state of a screen lives in the URL: read on arrival, checked, written back after widgets.

A value that does not exist leaves a message and the default view, never an error page.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from common.errors import FragiscopeError
from pages.parts.kit.address_words import refusal
from pages.parts.kit.demonstration import STALE_FOR, in_address

#: Replaced URLs that a session remembers.
KEPT = 8


@dataclass(frozen=True)
class Parameter:
    """One parameter of a screen.

    Attributes
    ----------
    name : name in the URL; also the key of its widget, behind the screen's name.
    default : value when the URL says nothing.
    parse : from the URL's text to the value; raises a FragiscopeError on nonsense.
    write : from the value to the URL's text.
    """

    name: str
    default: Any
    parse: Callable[[str], Any]
    write: Callable[[Any], str] = str


class ScreenState:
    """Keeps the widgets of one screen and the URL in step.

    Parameters
    ----------
    screen : name of the screen; prefixes the keys in the session.
    parameters : what the URL of the screen may say.
    """

    def __init__(self, screen: str, parameters: list[Parameter]) -> None:
        self.screen = screen
        self.parameters = {parameter.name: parameter for parameter in parameters}

    def key(self, name: str) -> str:
        """Key of a parameter's widget in the session."""
        return f"{self.screen}.{name}"

    def get(self, name: str) -> Any:
        """Current value of a parameter."""
        return st.session_state.get(self.key(name), self.parameters[name].default)

    def set(self, name: str, value: Any) -> None:
        """Change a parameter; allowed before its widget is drawn, or in a callback."""
        st.session_state[self.key(name)] = value

    def read_url(self) -> list[str]:
        """Take the values from the URL when it changed from outside.

        Returns
        -------
        list of str
            French messages about values that do not exist and were left aside.
        """
        url = {name: st.query_params.get(name) for name in self.parameters}
        if not self._is_news(url):
            self._recover_lost()
            return list(st.session_state.get(self.key("messages"), []))
        messages = []
        for parameter in self.parameters.values():
            value = parameter.default
            text = url[parameter.name]
            if text is not None:
                try:
                    value = parameter.parse(text)
                except FragiscopeError as error:
                    messages.append(refusal(error))
            self.set(parameter.name, value)
        st.session_state[self.key("messages")] = messages
        st.session_state[self.key("read")] = url
        return messages

    def _is_news(self, url: dict[str, str | None]) -> bool:
        """Tell whether a URL comes from outside: a link, the address bar, *Back*, another screen.

        A browser that is asked for two changes in a row still names the URL of the first one:
        what we replaced is not news when a widget has just changed, nor a moment after. Nor is what
        was read by a run that a choice cut short, before it could write its own.
        """
        written = st.session_state.get(self.key("url"))
        if url == written:
            return False
        here = all(self.key(name) in st.session_state for name in self.parameters)
        if here and url == st.session_state.get(self.key("read")):
            return False
        changed = here and self._url() != written
        replaced = st.session_state.get(self.key("replaced"), [])
        return not any(
            url == old and (changed or time.monotonic() - when < STALE_FOR)
            for old, when in replaced
        )

    def _recover_lost(self) -> None:
        """Give back the values that Streamlit forgot with the widgets of a screen that was left."""
        written = st.session_state.get(self.key("url"), {})
        for parameter in self.parameters.values():
            if self.key(parameter.name) not in st.session_state:
                text = written.get(parameter.name)
                self.set(
                    parameter.name, parameter.default if text is None else parameter.parse(text)
                )

    def hold(self) -> None:
        """Keep the values of widgets that this run may not draw; before any is drawn.

        Streamlit gives a widget that a run left out the value that it had before the reader
        changed it.
        """
        for name in self.parameters:
            self.set(name, self.get(name))

    def write_url(self) -> None:
        """Put the current values in the URL, leaving out the defaults.

        What came from outside is said again: a browser keeps its address when a link of a screen
        leads to the same screen.
        """
        url = self._url()
        before = st.session_state.get(self.key("url"))
        if url != before:
            replaced = st.session_state.setdefault(self.key("replaced"), [])
            replaced.append((before or dict.fromkeys(self.parameters), time.monotonic()))
            del replaced[:-KEPT]
        st.session_state[self.key("url")] = url
        came = st.session_state.pop(self.key("read"), None) is not None
        shown = {name: text for name, text in url.items() if text is not None} | in_address()
        if came or st.query_params.to_dict() != shown:
            st.query_params.from_dict(shown)

    def _url(self) -> dict[str, str | None]:
        return {
            parameter.name: parameter.write(value) if value != parameter.default else None
            for parameter in self.parameters.values()
            for value in [self.get(parameter.name)]
        }
