"""The definition of a word beside it: by pointer, by keyboard and by touch.

Two ways, by what draws the word. A title, a header, a metric, a widget of Streamlit takes
``help=defined("epci")``: a button beside it, that the keyboard reaches. HTML of ours takes
``term("epci")``: the word itself is reached, and its meaning is said to a screen reader.
"""

from __future__ import annotations

from markupsafe import Markup

from common.definitions import Definition, definition, definitions
from pages.parts.kit.html import typeset
from pages.parts.kit.notices import plain


def defined(*keys: str) -> str:
    r"""Give the Markdown that explains words, for ``help=`` of what Streamlit draws.

    Raises
    ------
    UnknownNameError
        If a key is not one of ``common/definitions.toml``.

    Examples
    --------
    >>> defined("epci", "crte").count("\n\n")
    1
    """
    return "\n\n".join(
        f"**{plain(one.term)}**\u00a0: {plain(one.meaning)}" for one in map(definition, keys)
    )


def term(key: str, words: str = "") -> Markup:
    """Write a word in HTML of ours, its meaning beside it when it is pointed at or reached.

    Parameters
    ----------
    key : of the definition.
    words : the word as the sentence has it (plural, lower case); the term by default.

    Raises
    ------
    UnknownNameError
        If the key is not one of ``common/definitions.toml``.
    """
    one = definition(key)
    return Markup(
        '<span class="fs-term" tabindex="0" role="note">{}'
        '<span class="fs-meaning"> <b>{}</b>\u00a0: {}</span></span>'
    ).format(words or one.term, one.term, typeset(one.meaning))


def glossary(*keys: str) -> Markup:
    """List words and what they mean, all of them by default.

    Raises
    ------
    UnknownNameError
        If a key is not one of ``common/definitions.toml``.
    """
    return Markup('<dl class="fs-words">{}</dl>').format(
        Markup("").join(_entry(definition(key)) for key in keys or definitions())
    )


def _entry(one: Definition) -> Markup:
    return Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(one.term, typeset(one.meaning))
