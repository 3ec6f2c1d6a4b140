"""The one function through which every text passes before it enters a map.

folium writes texts into HTML and into JavaScript template literals, and reads the script that it
wrote as a Jinja template once more, on the server; escaping for one of them is not enough. The
result is plain text in all three.
"""

from __future__ import annotations

from markupsafe import escape

_TEMPLATES = str.maketrans(
    {"\\": "&#92;", "`": "&#96;", "$": "&#36;", "{": "&#123;", "}": "&#125;"}
)


def safe_text(text: object) -> str:
    """Make a text inert in HTML, in an HTML attribute and in templates of JavaScript and Jinja.

    Parameters
    ----------
    text : anything that has a text form; a missing text is the empty string.

    Returns
    -------
    str
        ``<``, ``>``, ``&``, quotes, backslash, backtick, dollar and braces as entities.

    Examples
    --------
    >>> safe_text("L'Haÿ <b>")
    'L&#39;Haÿ &lt;b&gt;'
    >>> safe_text("`${alert(1)}`")
    '&#96;&#36;&#123;alert(1)&#125;&#96;'
    """
    return str(escape("" if text is None else str(text))).translate(_TEMPLATES)
